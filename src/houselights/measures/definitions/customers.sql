-- A record is one, however often it orders; tickets without a customer have none.
select
    {by}
    count(distinct customer) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
