-- What tickets name, since which reading, and how many rows of them were landed: so much of all tickets is small.
with named as (
    select connection_id, performance_id, event_id, ticket_type, reading as first_reading, 1 as tickets
    from tickets_come
    union all
    select connection_id, performance_id, event_id, ticket_type, first_reading, tickets
    from tickets_named_before
)

select
    connection_id, performance_id, event_id, ticket_type,
    min(first_reading) as first_reading,
    cast(sum(tickets) as bigint) as tickets
from named
group by connection_id, performance_id, event_id, ticket_type
order by connection_id, performance_id, event_id, ticket_type
