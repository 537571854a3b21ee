-- Every version of every order that came, whenever it was read.
select
    orders.connection_id, orders.order_id, cast(null as bigint) as known_number, orders.reading,
    customers.customer, orders.first_sold_local, orders.seen_at as seen_from
from orders_come as orders
left join customers
    on orders.connection_id = customers.connection_id
    and orders.customer_id = customers.customer_id
union all
select connection_id, order_id, known_number, reading, customer, first_sold_local, seen_from from orders_again
