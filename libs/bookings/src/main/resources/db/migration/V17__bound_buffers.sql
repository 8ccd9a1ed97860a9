-- Neighbours are looked for no farther away than the longest buffer reaches: a day.
update services
set definition = definition
        || jsonb_build_object('buffer_before_minutes', least((definition ->> 'buffer_before_minutes')::integer, 1440))
        || jsonb_build_object('buffer_after_minutes', least((definition ->> 'buffer_after_minutes')::integer, 1440)),
    announced = false
where (definition ->> 'buffer_before_minutes')::integer > 1440 or (definition ->> 'buffer_after_minutes')::integer > 1440;

update bookings
set buffer_before_minutes = least(buffer_before_minutes, 1440), buffer_after_minutes = least(buffer_after_minutes, 1440)
where buffer_before_minutes > 1440 or buffer_after_minutes > 1440;

update occupancies
set buffer_before_minutes = least(buffer_before_minutes, 1440), buffer_after_minutes = least(buffer_after_minutes, 1440)
where buffer_before_minutes > 1440 or buffer_after_minutes > 1440;

alter table occupancies
    add constraint occupancies_buffers_are_bounded check (buffer_before_minutes <= 1440 and buffer_after_minutes <= 1440);
