-- Tickets for nothing have no price.
select
    {by}
    cast(sum(income_pence) filter (where income_pence > 0) as double) / nullif(count(*) filter (where income_pence > 0), 0) as value,
    count(distinct customer) filter (where income_pence > 0) as base,
    cast(coalesce(sum(income_pence) filter (where income_pence > 0), 0) as bigint) as numerator,
    cast(coalesce(count(*) filter (where income_pence > 0), 0) as bigint) as denominator
from counted_tickets
{grouping}
