-- What each person had come to, or holds a ticket for now, by the end of a day on which they came: how many performances,
-- and for how much. So it is until the day before they come again.
select
    cast(person as integer) as person,
    day,
    lead(day, 1, date '9999-12-31') over series as next_on,
    min(day) over series as first_on,
    cast(sum(performances) over series as integer) as performances,
    cast(sum(pence) over series as bigint) as pence
from (
    select person, performed_on as day, count(distinct performance_number) as performances, sum(total_pence) as pence
    from history
    where performed_on is not null
    group by person, performed_on
) as days
window series as (partition by person order by day)
order by day
