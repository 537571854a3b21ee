-- What was paid for the tickets themselves.
select
    {by}
    cast(coalesce(sum(income_pence), 0) as bigint) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
