-- Each person as their history tells of them up to the end of a day: distinct performances, and for how much, in 24
-- months; whole months from the last performance.
with told as (
{told}
)

select
    *,
    case
        when performances = 0 then null
        when performances = 1 then '1'
        when performances = 2 then '2'
        when performances <= 4 then '3-4'
        when performances <= 9 then '5-9'
        else '10+'
    end as frequency,
    case
        when last_on > $months_4_before then '0-3'
        when last_on > $months_13_before then '4-12'
        when last_on > $months_25_before then '13-24'
        when last_on > $months_37_before then '25-36'
        when last_on is not null then '37+'
    end as recency
from told
