-- Every ticket in every version of its order that holds it, as far as this build reads them anew.
select
    tickets.connection_id, orders.order_number, tickets.ticket_id, tickets.event_id, tickets.performance_id,
    tickets.ticket_type, tickets.original_pence, tickets.price_pence, tickets.discount_pence, tickets.total_pence,
    orders.customer, orders.first_sold_local,
    orders.reading, orders.version, orders.versions, orders.seen_from, orders.seen_until
from tickets_read as tickets
inner join order_versions as orders
    on tickets.connection_id = orders.connection_id
    and tickets.order_id = orders.order_id
    and tickets.reading = orders.reading
