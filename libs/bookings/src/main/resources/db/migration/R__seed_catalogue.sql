-- What an installation starts with. Run again whenever this file or the business zone changes: rows that nobody has
-- edited follow, and new ones come in; a table that somebody has edited is left alone, what was deleted there included.
insert into services (id, version, definition, seeded)
select d ->> 'id', (d ->> 'version')::integer, d, true
from (values ('{
    "id": "standard", "name": "Standard appointment", "durations_minutes": [60], "interval_minutes": 60,
    "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": 0, "min_notice_minutes": 120,
    "window_days": 14, "max_per_day": null, "max_per_week": null, "capacity": 1, "requires_confirmation": false,
    "cancel_notice_minutes": 1440, "reschedule_notice_minutes": 1440, "staff": ["default"],
    "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
    "prices": [{"duration_minutes": 60, "amount": "0.00", "currency": "INR"}], "location": "NONE", "version": 1
}'::jsonb), ('{
    "id": "consultation", "name": "Consultation", "durations_minutes": [30], "interval_minutes": 30,
    "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": 15, "min_notice_minutes": 120,
    "window_days": 14, "max_per_day": null, "max_per_week": null, "capacity": 1, "requires_confirmation": false,
    "cancel_notice_minutes": 1440, "reschedule_notice_minutes": 1440, "staff": ["default"],
    "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
    "prices": [{"duration_minutes": 30, "amount": "0.00", "currency": "INR"}], "location": "NONE", "version": 1
}'::jsonb), ('{
    "id": "extended", "name": "Extended session", "durations_minutes": [90], "interval_minutes": 30,
    "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": 30, "min_notice_minutes": 120,
    "window_days": 14, "max_per_day": null, "max_per_week": null, "capacity": 1, "requires_confirmation": false,
    "cancel_notice_minutes": 1440, "reschedule_notice_minutes": 1440, "staff": ["default"],
    "assignment": "LEAST_RECENT", "collective": false, "resources": [], "questions": [],
    "prices": [{"duration_minutes": 90, "amount": "0.00", "currency": "INR"}], "location": "NONE", "version": 1
}'::jsonb)) as seed (d)
where not exists (select from services where not seeded)
  and not exists (select from catalogue_changes where kind = 'service')
on conflict (id) do update set definition = excluded.definition, announced = false
where services.seeded and services.definition <> excluded.definition;

insert into staff (id, version, definition, seeded)
select d ->> 'id', (d ->> 'version')::integer, d, true
from (values ('{
    "id": "default", "name": "Default host", "zone": "${businessZone}",
    "calendars": [{"id": "primary", "read": true, "write": true}], "schedule": "default", "weight": 1, "version": 1
}'::jsonb)) as seed (d)
where not exists (select from staff where not seeded)
  and not exists (select from catalogue_changes where kind = 'staff')
on conflict (id) do update set definition = excluded.definition, announced = false
where staff.seeded and staff.definition <> excluded.definition;

insert into schedules (id, version, definition, seeded)
select d ->> 'id', (d ->> 'version')::integer, d, true
from (values ('{
    "id": "default", "zone": "${businessZone}",
    "weekly": [{"days": ["MON", "TUE", "WED", "THU", "FRI", "SAT"], "start": "18:30", "end": "03:30"}],
    "breaks": [], "overrides": [{"date": "2026-12-31", "windows": [{"start": "18:30", "end": "22:30"}]}],
    "holidays": {"country": "IN", "subdivision": null, "extra": []}, "busy": [],
    "effective": {"from": null, "to": null}, "version": 1
}'::jsonb)) as seed (d)
where not exists (select from schedules where not seeded)
  and not exists (select from catalogue_changes where kind = 'schedule')
on conflict (id) do update set definition = excluded.definition, announced = false
where schedules.seeded and schedules.definition <> excluded.definition;
