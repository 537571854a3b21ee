-- Distinct performances in the 24 months to the day.
with counted as (
    select person, count(distinct performance_number) as performances
    from history
    where performed_on > $months_24_before and performed_on <= $until
    group by person
)

select
    person,
    performances,
    case
        when performances = 1 then '1'
        when performances = 2 then '2'
        when performances <= 4 then '3-4'
        when performances <= 9 then '5-9'
        else '10+'
    end as frequency
from counted
