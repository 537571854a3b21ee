-- Of what was asked for paid tickets, the part that was let go.
select
    {by}
    cast(sum(paid_face_pence - paid_pence) as double) / nullif(sum(paid_face_pence), 0) as value,
    count(distinct customer) filter (where paid_tickets > 0) as base,
    cast(coalesce(sum(paid_face_pence - paid_pence), 0) as bigint) as numerator,
    cast(coalesce(sum(paid_face_pence), 0) as bigint) as denominator
from counted_tickets
{grouping}
