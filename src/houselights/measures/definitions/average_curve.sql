-- Of performances that have come so near: the others have not had the time to sell. The base is one organisation.
select
    {by}
    cast(sum(tickets) as double) / nullif(count(*), 0) as value,
    1 as base,
    cast(coalesce(sum(tickets), 0) as bigint) as numerator,
    cast(coalesce(count(*), 0) as bigint) as denominator
from counted_stages
{grouping}
