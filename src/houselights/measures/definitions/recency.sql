-- How lately, of those who came at all.
select
    {by}
    count(*) as value,
    count(*) as base
from counted_people
where last_on is not null
{grouping}
