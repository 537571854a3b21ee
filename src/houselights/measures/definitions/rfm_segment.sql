-- By the first rule that fits.
select
    {by}
    count(*) as value,
    count(*) as base
from counted_people
where performances > 0
{grouping}
