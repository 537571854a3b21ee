-- When people came to two of a kind: the shortest stretches of days in which a person came to both, in their order, with
-- the first day of the stretch before, at first the first day of the calendar. A period sees the pair at the first stretch
-- that does not begin before it.
with there as (
{there}
),

seen as (
    select
        *,
        lag(day) over series as earlier,
        what <> lag(what) over series as is_other,
        row_number() over series as place
    from there
    window series as (partition by {key} order by day, what)
)

select
    {labels}
    earlier as first_on,
    day as last_on,
    lag(earlier, 1, date '0001-01-01') over (partition by {key} order by place) as before_on
from seen
where is_other
order by last_on
