-- Tickets for nothing have no price.
select
    {by}
    cast(sum(paid_pence) as double) / nullif(sum(paid_tickets), 0) as value,
    count(distinct customer) filter (where paid_tickets > 0) as base,
    cast(coalesce(sum(paid_pence), 0) as bigint) as numerator,
    cast(coalesce(sum(paid_tickets), 0) as bigint) as denominator
from counted_tickets
{grouping}
