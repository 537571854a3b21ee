-- Who is seen, in each part of one way to split them, or in all: a day on which a person is there (or a customer's record),
-- and the day before it on which they last were, at first the first day of the calendar. What has no day comes last; a day
-- is told once.
with seen as (
    select
        {who},
        day,
        {labels}
        lag(coalesce(day, date '9999-12-31')) over (partition by {key} order by day nulls last) as before_on
    from (
{tickets}
    )
    where {condition}
)

select
    cast(seen.{who} as integer) as {who},
    {labels}
    day,
    coalesce(before_on, date '0001-01-01') as before_on{firsts}
from seen
{joins}
where seen.before_on is null or seen.before_on < day
order by day
