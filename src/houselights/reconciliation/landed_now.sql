-- Tickets and pence held now per performance, straight from what landed: written apart from the stages, to check them.
with newest_orders as (
    select connection_id, order_id, max(reading) as reading
    from landed_orders
    group by connection_id, order_id
),

standing as (
    select
        tickets.connection_id, tickets.event_id, tickets.performance_id, tickets.ticket_id, tickets.total_pence,
        -- Compares as text like (reading, order) would as a pair.
        lpad(cast(tickets.reading as varchar), 20, '0') || tickets.order_id as claim
    from landed_tickets as tickets
    where exists (
        select 1
        from newest_orders
        where newest_orders.connection_id = tickets.connection_id
            and newest_orders.order_id = tickets.order_id
            and newest_orders.reading = tickets.reading
    )
),

-- A ticket that several orders hold is the newest claim's.
several as (
    select connection_id, ticket_id, max(claim) as claim
    from standing
    group by connection_id, ticket_id
    having count(*) > 1
),

sold as (
    select
        standing.connection_id, standing.event_id, standing.performance_id,
        count(*) as tickets, cast(sum(standing.total_pence) as bigint) as pence
    from standing
    left join several
        on standing.connection_id = several.connection_id and standing.ticket_id = several.ticket_id
    where several.claim is null or several.claim = standing.claim
    group by standing.connection_id, standing.event_id, standing.performance_id
),

newest_performances as (
    select connection_id, performance_id, max(reading) as reading
    from landed_performances
    group by connection_id, performance_id
),

performances as (
    select listed.connection_id, listed.performance_id, listed.starts_local, listed.is_cancelled
    from landed_performances as listed
    inner join newest_performances
        on listed.connection_id = newest_performances.connection_id
        and listed.performance_id = newest_performances.performance_id
        and listed.reading = newest_performances.reading
)

select
    sold.connection_id, sold.event_id, sold.performance_id,
    cast(performances.starts_local as date) as performed_on,
    coalesce(performances.is_cancelled, false) as is_cancelled,
    sold.tickets, sold.pence
from sold
left join performances
    on sold.connection_id = performances.connection_id and sold.performance_id = performances.performance_id
order by sold.connection_id, sold.event_id, sold.performance_id
