-- Performances in the order of their days, in spans of about as many landed tickets each.
with sizes as (
    select
        tickets_named.connection_id, tickets_named.performance_id,
        min(listed.performed_on) as performed_on, sum(tickets_named.tickets) as tickets
    from tickets_named
    left join performances_listed as listed
        on tickets_named.connection_id = listed.connection_id
        and tickets_named.performance_id = listed.performance_id
    group by tickets_named.connection_id, tickets_named.performance_id
)

select
    connection_id, performance_id, cast(tickets as bigint) as tickets,
    cast(floor(
        (sum(tickets) over (order by performed_on, connection_id, performance_id) - tickets)
        / (select tickets from at_once)
    ) as bigint) as span
from sizes
