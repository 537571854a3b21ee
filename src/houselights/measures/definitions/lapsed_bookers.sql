-- Once here, not lately.
select
    {by}
    count(*) as value,
    count(*) as base
from counted_people
where is_lapsed
{grouping}
