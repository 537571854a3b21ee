-- The landed tickets of orders that a build reads anew.
with orders as (
    select distinct order_versions.connection_id, order_versions.order_id
    from order_versions
    inner join orders_read
        on order_versions.order_number = orders_read.order_number
)

select tickets.*
from landed_tickets as tickets
inner join orders
    on tickets.connection_id = orders.connection_id and tickets.order_id = orders.order_id
