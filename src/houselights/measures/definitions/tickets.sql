-- Every counted ticket is one.
select
    {by}
    cast(coalesce(sum(tickets), 0) as bigint) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
