-- Every version of the orders that came, and when the next one replaced it. Orders get numbers, for joins on them cost
-- little: their places in the order in which they were first read, so that whatever comes later changes none.
with numbered as (
    select
        connection_id, order_id, reading, customer, first_sold_local, seen_from, versions,
        (select coalesce(max(order_number), 0) from order_versions_before) + file_row_number + 1 as order_number
    from orders_in_order
),

of_several as (
    select connection_id, order_id, order_number from numbered where versions > 1
)

select
    connection_id, order_id, order_number, reading, customer, first_sold_local, seen_from,
    cast(null as timestamp) as seen_until, cast(1 as bigint) as version, cast(1 as bigint) as versions
from numbered
where versions = 1
union all
select
    several.connection_id,
    several.order_id,
    coalesce(several.known_number, of_several.order_number) as order_number,
    several.reading,
    several.customer,
    several.first_sold_local,
    several.seen_from,
    several.seen_until,
    several.version,
    several.versions
from orders_several as several
left join of_several
    on several.connection_id = of_several.connection_id and several.order_id = of_several.order_id
where several.versions > 1
