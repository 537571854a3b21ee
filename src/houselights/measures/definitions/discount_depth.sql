-- Of what was asked for paid tickets, the part that was let go.
select
    {by}
    cast(sum(face_pence - income_pence) filter (where income_pence > 0) as double) / nullif(sum(face_pence) filter (where income_pence > 0), 0) as value,
    count(distinct customer) filter (where income_pence > 0) as base,
    cast(coalesce(sum(face_pence - income_pence) filter (where income_pence > 0), 0) as bigint) as numerator,
    cast(coalesce(sum(face_pence) filter (where income_pence > 0), 0) as bigint) as denominator
from counted_tickets
{grouping}
