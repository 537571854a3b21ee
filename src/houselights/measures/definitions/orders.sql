-- An order is one, however many tickets it holds.
select
    {by}
    count(distinct order_number) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
