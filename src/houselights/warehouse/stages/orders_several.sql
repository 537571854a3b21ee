-- Of orders with several versions, each version, and when the next one replaced it. Most orders have one: those few
-- others are found by the hash of their id, which needs a fifth of the room.
with several as (
    select hash(connection_id, order_id) as mark
    from order_readings
    group by mark
    having count(*) > 1
)

select
    connection_id, order_id, reading, customer, first_sold_local, seen_from,
    max(known_number) over (partition by connection_id, order_id) as known_number,
    lead(seen_from) over (partition by connection_id, order_id order by reading) as seen_until,
    row_number() over (partition by connection_id, order_id order by reading) as version,
    count(*) over (partition by connection_id, order_id) as versions
from order_readings
where hash(connection_id, order_id) in (select mark from several)
