-- A house whose size is not known is on neither side. The base is one organisation.
select
    {by}
    cast(sum(tickets) filter (where capacity > 0) as double) / nullif(sum(capacity) filter (where capacity > 0), 0) as value,
    1 as base,
    cast(coalesce(sum(tickets) filter (where capacity > 0), 0) as bigint) as numerator,
    cast(coalesce(sum(capacity) filter (where capacity > 0), 0) as bigint) as denominator
from counted_houses
{grouping}
