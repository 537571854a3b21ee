-- The newest reading of every performance, and those that only tickets tell of.
-- Numbered as they were first listed or sold: whatever comes later changes no number.
with readings as (
    select
        *,
        row_number() over (partition by connection_id, performance_id order by reading desc) as place
    from landed_performances
),

listed as (
    select
        connection_id, performance_id, event_id, starts_local, is_cancelled, venue_name, venue_postcode, plan_name,
        capacity
    from readings
    where place = 1
),

-- Read after the performance, before the box office forgets its seats.
counts as (
    select
        *,
        row_number() over (partition by connection_id, performance_id order by reading desc) as place
    from landed_house_counts
),

counted as (
    select connection_id, performance_id, nullif(capacity, 0) as capacity, scanned, sold + scanned as house_tickets
    from counts
    where place = 1
),

sold as (
    select connection_id, performance_id, event_id, min(first_reading) as first_reading
    from tickets_named
    group by connection_id, performance_id, event_id
),

named as (
    select connection_id, performance_id, event_id, reading from landed_performances
    union all
    select connection_id, performance_id, event_id, first_reading from sold
),

numbers as (
    select
        connection_id, performance_id, event_id,
        row_number() over (order by min(reading), connection_id, performance_id, event_id) as performance_number
    from named
    group by connection_id, performance_id, event_id
)

select
    numbers.performance_number,
    coalesce(listed.connection_id, sold.connection_id) as connection_id,
    coalesce(listed.performance_id, sold.performance_id) as performance_id,
    coalesce(sold.event_id, listed.event_id) as box_office_event_id,
    cast(listed.starts_local as date) as performed_on,
    listed.starts_local,
    coalesce(listed.is_cancelled, false) as is_cancelled,
    listed.venue_name,
    listed.venue_postcode,
    listed.plan_name,
    coalesce(listed.capacity, counted.capacity) as capacity,
    counted.scanned,
    counted.house_tickets
from listed
full outer join sold
    on listed.connection_id = sold.connection_id and listed.performance_id = sold.performance_id
left join counted
    on coalesce(listed.connection_id, sold.connection_id) = counted.connection_id
    and coalesce(listed.performance_id, sold.performance_id) = counted.performance_id
left join numbers
    on coalesce(listed.connection_id, sold.connection_id) = numbers.connection_id
    and coalesce(listed.performance_id, sold.performance_id) = numbers.performance_id
    and coalesce(sold.event_id, listed.event_id) = numbers.event_id
