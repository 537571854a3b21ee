-- Complimentary tickets are on neither side.
select
    {by}
    cast(count(*) filter (where price_class = 'concession' and not is_comp) as double) / nullif(count(*) filter (where not is_comp), 0) as value,
    count(distinct customer) filter (where not is_comp) as base,
    cast(coalesce(count(*) filter (where price_class = 'concession' and not is_comp), 0) as bigint) as numerator,
    cast(coalesce(count(*) filter (where not is_comp), 0) as bigint) as denominator
from counted_tickets
{grouping}
