-- Of those who had the time to come back, who did.
select
    {by}
    cast(count(*) filter (where booked_again) as double) / nullif(count(*), 0) as value,
    count(*) as base,
    cast(coalesce(count(*) filter (where booked_again), 0) as bigint) as numerator,
    cast(coalesce(count(*), 0) as bigint) as denominator
from counted_cohorts
{grouping}
