-- Tickets held now: those of the latest version of each order, each ticket id once (the newest reading has it).
with latest_orders as (
    select connection_id, order_id, max(reading) as reading
    from landed_orders
    group by connection_id, order_id
),

held_tickets as (
    select
        tickets.connection_id, tickets.order_id, tickets.ticket_id, tickets.event_id, tickets.performance_id,
        tickets.ticket_type, tickets.total_pence, orders.customer_id, orders.customer_reference,
        row_number() over (
            partition by tickets.connection_id, tickets.ticket_id
            order by tickets.reading desc, tickets.order_id desc
        ) as place
    from landed_tickets as tickets
    inner join latest_orders
        on tickets.connection_id = latest_orders.connection_id
        and tickets.order_id = latest_orders.order_id
        and tickets.reading = latest_orders.reading
    inner join landed_orders as orders
        on tickets.connection_id = orders.connection_id
        and tickets.order_id = orders.order_id
        and tickets.reading = orders.reading
)

select
    connection_id, order_id, ticket_id, event_id, performance_id, ticket_type, total_pence,
    customer_id, customer_reference
from held_tickets
where place = 1
