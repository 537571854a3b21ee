-- People who ever bought, as they are at the end of a day.
select
    people.person,
    -- An order in the 36 to 12 months before, and none after that.
    coalesce(people.booked_last_on > $months_36_before and people.booked_last_on <= $months_12_before, false) as is_lapsed,
    people.performances,
    people.last_on{columns}
from people_seen as people
{joins}
where {conditions}
