-- The base is one organisation: these are figures about it, not about people.
select
    {by}
    count(distinct event_id) as value,
    1 as base
from counted_performances
{grouping}
