-- In a month's row, new in that month; in all, new in the whole period.
select
    {by}
    {people} filter (where new_or_returning = 'new') as value,
    {people} filter (where new_or_returning = 'new') as base
from counted_tickets
{grouping}
