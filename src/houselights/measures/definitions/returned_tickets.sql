-- Seen to have gone from their order, and on no other.
select
    {by}
    count(*) as value,
    count(distinct customer) as base
from counted_returns
{grouping}
