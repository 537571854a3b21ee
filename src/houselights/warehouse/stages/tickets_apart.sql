-- Tickets that several orders or performances ever held: what becomes of one is told by all of its rows together.
-- By the hash of their id, which costs a third of the room; a few too many do no harm.
select hash(connection_id, ticket_id) as mark
from landed_tickets
group by mark
having min(hash(order_id, performance_id)) <> max(hash(order_id, performance_id))
