-- Half of the tickets were booked earlier, half later.
select
    {by}
    median(days_before) as value,
    count(distinct customer) filter (where days_before is not null) as base
from counted_tickets
{grouping}
