-- The orders of `reached`, and those that hold, or held, a ticket which one of them has or had too.
with of_reached as (
    select orders.connection_id, orders.order_id, orders.reading
    from order_versions as orders
    inner join reached
        on orders.order_number = reached.order_number
),

theirs as (
    select distinct tickets.connection_id, tickets.ticket_id
    from landed_tickets as tickets
    inner join of_reached
        on tickets.connection_id = of_reached.connection_id
        and tickets.order_id = of_reached.order_id
        and tickets.reading = of_reached.reading
),

holders as (
    select distinct tickets.connection_id, tickets.order_id
    from landed_tickets as tickets
    inner join theirs
        on tickets.connection_id = theirs.connection_id and tickets.ticket_id = theirs.ticket_id
),

-- Mostly nobody: then the orders need not be looked through for their numbers.
others as (
    select holders.*
    from holders
    left join of_reached
        on holders.connection_id = of_reached.connection_id and holders.order_id = of_reached.order_id
    where of_reached.order_id is null
)

select order_number from reached
union
select orders.order_number
from order_versions as orders
inner join others
    on orders.connection_id = others.connection_id and orders.order_id = others.order_id
