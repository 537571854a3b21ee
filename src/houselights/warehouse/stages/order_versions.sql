-- Every version of every order, and when the next one replaced it. Orders get numbers: joins on them cost little.
-- In the order in which they were first read: whatever comes later changes no number.
with first_readings as (
    select
        connection_id, order_id, customer_id, reading, first_sold_local, seen_at,
        min(reading) over (partition by connection_id, order_id) as first_reading,
        lead(seen_at) over (partition by connection_id, order_id order by reading) as seen_until,
        row_number() over (partition by connection_id, order_id order by reading) as version,
        count(*) over (partition by connection_id, order_id) as versions
    from landed_orders
)

select
    orders.connection_id,
    orders.order_id,
    dense_rank() over (order by orders.first_reading, orders.connection_id, orders.order_id) as order_number,
    orders.reading,
    customer_areas.customer,
    orders.first_sold_local,
    orders.seen_at as seen_from,
    orders.seen_until,
    orders.version,
    orders.versions
from first_readings as orders
left join customer_areas
    on orders.connection_id = customer_areas.connection_id
    and orders.customer_id = customer_areas.customer_id
