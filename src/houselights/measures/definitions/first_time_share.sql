-- In a month's row, new in that month; in all, new in the whole period.
select
    {by}
    cast({people} filter (where new_or_returning = 'new') as double) / nullif({people} filter (where new_or_returning <> 'unknown'), 0) as value,
    {people} filter (where new_or_returning <> 'unknown') as base,
    cast(coalesce({people} filter (where new_or_returning = 'new'), 0) as bigint) as numerator,
    cast(coalesce({people} filter (where new_or_returning <> 'unknown'), 0) as bigint) as denominator
from counted_tickets
{grouping}
