-- Whole months from the last performance to the day.
with latest as (
    select person, max(performed_on) as last_on
    from history
    where performed_on <= $until
    group by person
)

select
    person,
    last_on,
    case
        when last_on > $months_4_before then '0-3'
        when last_on > $months_13_before then '4-12'
        when last_on > $months_25_before then '13-24'
        when last_on > $months_37_before then '25-36'
        else '37+'
    end as recency
from latest
