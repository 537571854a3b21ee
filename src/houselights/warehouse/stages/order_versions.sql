-- Every version of every order, and when the next one replaced it. Orders get numbers: joins on them cost little.
select
    landed_orders.connection_id,
    landed_orders.order_id,
    dense_rank() over (order by landed_orders.connection_id, landed_orders.order_id) as order_number,
    landed_orders.reading,
    customer_areas.customer,
    landed_orders.first_sold_local,
    landed_orders.seen_at as seen_from,
    lead(landed_orders.seen_at) over (
        partition by landed_orders.connection_id, landed_orders.order_id order by landed_orders.reading
    ) as seen_until,
    row_number() over (
        partition by landed_orders.connection_id, landed_orders.order_id order by landed_orders.reading
    ) as version,
    count(*) over (partition by landed_orders.connection_id, landed_orders.order_id) as versions
from landed_orders
left join customer_areas
    on landed_orders.connection_id = customer_areas.connection_id
    and landed_orders.customer_id = customer_areas.customer_id
