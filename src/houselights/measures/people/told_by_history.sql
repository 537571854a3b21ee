-- As at a moment, or by the day of sale: every sale of theirs is looked at.
select
    person,
    min(day) as first_on,
    max(day) filter (where day <= $until) as booked_last_on,
    max(performed_on) filter (where performed_on <= $until) as last_on,
    count(distinct performance_number) filter (
        where performed_on > $months_24_before and performed_on <= $until
    ) as performances,
    sum(total_pence) filter (where performed_on > $months_24_before and performed_on <= $until) as pence
from history
group by person
