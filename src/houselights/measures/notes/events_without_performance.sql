-- An exhibition that is open all day, or an event that is not linked to a box office.
select count(*) as events
from events
where event_id not in (select event_id from performances) and {conditions}
