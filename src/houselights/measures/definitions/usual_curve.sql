-- Of performances with something to compare them with. The base is one organisation.
select
    {by}
    avg(usual) as value,
    1 as base
from counted_stages
{grouping}
