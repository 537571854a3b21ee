-- A postcode counts when the reference list knows it.
select
    {by}
    cast(count(*) filter (where postcode_kind = 'known') as double) / nullif(count(*), 0) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
