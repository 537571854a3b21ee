-- What the build before knew of the orders that came anew.
select
    before.connection_id, before.order_id, before.order_number as known_number, before.reading,
    before.customer, before.first_sold_local, before.seen_from
from order_versions_before as before
inner join (select distinct connection_id, order_id from orders_come) as come
    on before.connection_id = come.connection_id and before.order_id = come.order_id
