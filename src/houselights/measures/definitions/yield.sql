-- Nothing sold has no yield.
select
    {by}
    cast(sum(income_pence) as double) / nullif(sum(tickets), 0) as value,
    count(distinct customer) as base,
    cast(coalesce(sum(income_pence), 0) as bigint) as numerator,
    cast(coalesce(sum(tickets), 0) as bigint) as denominator
from counted_tickets
{grouping}
