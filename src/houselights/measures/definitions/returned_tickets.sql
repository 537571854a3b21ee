-- Seen to have gone from their order, and on no other.
select
    {by}
    cast(coalesce(sum(tickets), 0) as bigint) as value,
    count(distinct customer) as base
from counted_returns
{grouping}
