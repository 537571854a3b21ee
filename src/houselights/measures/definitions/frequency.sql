-- How often, of those who came at all.
select
    {by}
    count(*) as value,
    count(*) as base
from counted_people
where performances > 0
{grouping}
