-- The newest reading of every performance, and those that only tickets tell of.
with readings as (
    select
        *,
        row_number() over (partition by connection_id, performance_id order by reading desc) as place
    from landed_performances
),

listed as (
    select
        connection_id, performance_id, event_id, starts_local, is_cancelled, venue_name, plan_name, capacity
    from readings
    where place = 1
),

sold as (
    select distinct connection_id, performance_id, event_id from ticket_validity
)

select
    coalesce(listed.connection_id, sold.connection_id) as connection_id,
    coalesce(listed.performance_id, sold.performance_id) as performance_id,
    coalesce(sold.event_id, listed.event_id) as box_office_event_id,
    cast(listed.starts_local as date) as performed_on,
    listed.starts_local,
    coalesce(listed.is_cancelled, false) as is_cancelled,
    listed.venue_name,
    listed.plan_name,
    listed.capacity
from listed
full outer join sold
    on listed.connection_id = sold.connection_id and listed.performance_id = sold.performance_id
