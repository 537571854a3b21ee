-- Every counted ticket is one.
select
    {by}
    count(*) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
