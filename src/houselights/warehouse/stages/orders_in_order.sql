-- Orders that no build had before, each by its first version, in the order in which they were first read.
with firsts as (
    select connection_id, order_id, reading, customer, first_sold_local, seen_from, 1 as versions
    from order_readings
    where hash(connection_id, order_id) not in (select hash(connection_id, order_id) from orders_several)
    union all
    select connection_id, order_id, reading, customer, first_sold_local, seen_from, versions
    from orders_several
    where version = 1 and known_number is null
)

select * from firsts order by reading, connection_id, order_id
