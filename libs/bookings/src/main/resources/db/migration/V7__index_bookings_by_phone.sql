-- Whose booking is it: the caller's number finds what is yet to come.
create index bookings_by_phone on bookings (customer_phone, starts_at) where customer_phone is not null;
