-- In a month's row, returning in that month; in all, returning in the whole period.
select
    {by}
    {people} filter (where new_or_returning = 'returning') as value,
    {people} filter (where new_or_returning = 'returning') as base
from counted_tickets
{grouping}
