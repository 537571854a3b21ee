-- The people behind it are those with such a ticket.
select
    {by}
    count(*) filter (where is_comp) as value,
    count(distinct customer) filter (where is_comp) as base
from counted_tickets
{grouping}
