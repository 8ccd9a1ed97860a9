-- Overlapping ranges per resource need equality of text and inequality of uuid inside a gist index.
create extension if not exists btree_gist;

-- The only clock that decides on deadlines, holds, leases and notice. Tests replace it to move time.
-- Always used as (select meridian_now()): asked once per statement, and an index can still be used beside it.
create function meridian_now() returns timestamptz
    language sql
    volatile
as
'select clock_timestamp()';
