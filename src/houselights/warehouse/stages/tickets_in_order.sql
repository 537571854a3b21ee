-- Tickets in the order in which they are written, by the day of their performance: a question about some weeks reads
-- only the files that have them. Put in order here, before words are joined to them: that takes half the room.
select tickets.*
from ticket_validity as tickets
left join performances_listed as listed
    on tickets.connection_id = listed.connection_id
    and tickets.performance_id = listed.performance_id
    and tickets.event_id = listed.box_office_event_id
order by listed.performed_on, tickets.order_number
