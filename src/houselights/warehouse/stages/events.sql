-- The warehouse's events: every entry of the register, linked or not.
select event_id, event, starts_on, ends_on, event_type, discipline, sub_discipline, distribution_type, is_funded, location
from registered_events
order by event_id
