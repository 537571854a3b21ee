-- A postcode counts when the reference list knows it.
select
    {by}
    cast(count(*) filter (where postcode_kind = 'known') as double) / nullif(count(*), 0) as value,
    count(distinct customer) as base,
    cast(coalesce(count(*) filter (where postcode_kind = 'known'), 0) as bigint) as numerator,
    cast(coalesce(count(*), 0) as bigint) as denominator
from counted_tickets
{grouping}
