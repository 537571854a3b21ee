-- Nothing read of any is no figure. The base is one organisation: the box office does not say whose they were.
select
    {by}
    cast(sum(scanned) as bigint) as value,
    1 as base
from counted_houses
{grouping}
