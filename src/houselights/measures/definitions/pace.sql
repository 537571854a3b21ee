-- A performance with nothing to compare it with is on neither side. The base is one organisation.
select
    {by}
    cast(coalesce(sum(tickets) filter (where usual is not null), 0) as double) / nullif(cast(round(sum(usual)) as bigint), 0) as value,
    1 as base,
    cast(coalesce(sum(tickets) filter (where usual is not null), 0) as bigint) as numerator,
    cast(round(coalesce(sum(usual), 0)) as bigint) as denominator
from counted_stages
{grouping}
