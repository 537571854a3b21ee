-- Complimentary tickets are on neither side.
select
    {by}
    cast(sum(concessions) as double) / nullif(sum(tickets - comps), 0) as value,
    count(distinct customer) filter (where tickets > comps) as base,
    cast(coalesce(sum(concessions), 0) as bigint) as numerator,
    cast(coalesce(sum(tickets - comps), 0) as bigint) as denominator
from counted_tickets
{grouping}
