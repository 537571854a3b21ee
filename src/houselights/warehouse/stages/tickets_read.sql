-- The landed tickets of orders that a build reads anew.
select tickets.*
from landed_tickets as tickets
inner join order_versions as orders
    on tickets.connection_id = orders.connection_id
    and tickets.order_id = orders.order_id
    and tickets.reading = orders.reading
inner join orders_read
    on orders.order_number = orders_read.order_number
