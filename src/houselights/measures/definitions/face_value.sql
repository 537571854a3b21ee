-- What would have been paid without any discount or override.
select
    {by}
    cast(coalesce(sum(face_pence), 0) as bigint) as value,
    count(distinct customer) as base
from counted_tickets
{grouping}
