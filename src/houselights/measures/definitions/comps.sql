-- The people behind it are those with such a ticket.
select
    {by}
    cast(coalesce(sum(comps), 0) as bigint) as value,
    count(distinct customer) filter (where comps > 0) as base
from counted_tickets
{grouping}
