-- An order for two performances is two parties. Two numbers in one are counted faster than a pair.
select
    {by}
    cast(sum(tickets) as double) / nullif(count(distinct order_number * 4294967296 + performance_number), 0) as value,
    count(distinct customer) as base,
    cast(coalesce(sum(tickets), 0) as bigint) as numerator,
    cast(coalesce(count(distinct order_number * 4294967296 + performance_number), 0) as bigint) as denominator
from counted_tickets
{grouping}
