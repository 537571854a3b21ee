-- Of those who had come by then: what they had come to, without what they had come to 24 months before.
select
    visits.person,
    visits.first_on,
    visits.day as booked_last_on,
    visits.day as last_on,
    visits.performances - coalesce(earlier.performances, 0) as performances,
    visits.pence - coalesce(earlier.pence, 0) as pence
from visits
left join (
    select person, performances, pence
    from visits
    where day <= $months_24_before and next_on > $months_24_before
) as earlier
    on visits.person = earlier.person
where visits.day <= $until and visits.next_on > $until
