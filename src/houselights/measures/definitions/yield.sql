-- Nothing sold has no yield.
select
    {by}
    cast(sum(income_pence) as double) / nullif(count(*), 0) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
