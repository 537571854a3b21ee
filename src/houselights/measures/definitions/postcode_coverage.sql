-- A postcode counts when the reference list knows it.
select
    {by}
    cast(coalesce(sum(tickets) filter (where postcode_kind = 'known'), 0) as double) / nullif(sum(tickets), 0) as value,
    count(distinct customer) as base,
    cast(coalesce(sum(tickets) filter (where postcode_kind = 'known'), 0) as bigint) as numerator,
    cast(coalesce(sum(tickets), 0) as bigint) as denominator
from counted_tickets
{grouping}
