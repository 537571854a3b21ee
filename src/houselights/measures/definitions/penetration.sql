, reached as (
    select distinct
        {by}
        area_local_authority_code as authority,
        households,
        case when households is not null then person end as person
    from counted_tickets
),

-- An authority's households count once in a cell, however many people of it came.
numbered as (
    select
        *,
        row_number() over (partition by {by} authority order by person nulls last) as place
    from reached
)

select
    {by}
    count(distinct person) * 1000.0 / nullif(sum(households) filter (where place = 1 and person is not null), 0) as value,
    count(distinct person) as base,
    count(distinct person) as numerator,
    cast(coalesce(sum(households) filter (where place = 1 and person is not null), 0) as bigint) as denominator
from numbered
{grouping}
