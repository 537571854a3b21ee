-- Fifths of the people seen in 24 months: by how lately, how often and for how much; equal people share a fifth.
with amounts as (
    select person, sum(total_pence) as pence
    from history
    where performed_on > $months_24_before and performed_on <= $until
    group by person
),

fifths as (
    select
        frequencies.person,
        cast(ceil(5 * cume_dist() over (order by recencies.last_on)) as integer) as recency,
        cast(ceil(5 * cume_dist() over (order by frequencies.performances)) as integer) as frequency,
        cast(ceil(5 * cume_dist() over (order by amounts.pence)) as integer) as money
    from frequencies
    inner join recencies
        on frequencies.person = recencies.person
    inner join amounts
        on frequencies.person = amounts.person
)

select
    person,
    case
        {segments}
    end as rfm_segment
from fifths
