-- In a month's row, returning in that month; in all, returning in the whole period.
select
    {by}
    count(distinct person) filter (where new_or_returning = 'returning') as value,
    count(distinct person) filter (where new_or_returning = 'returning') as base
from counted_tickets
{grouping}
