-- Ticket ids that several orders hold: between any two moments of change, the newest reading has the ticket.
with contested as (
    select connection_id, ticket_id
    from ticket_holdings
    group by connection_id, ticket_id
    having min(order_number) < max(order_number)
),

theirs as (
    select ticket_holdings.*
    from ticket_holdings
    inner join contested
        on ticket_holdings.connection_id = contested.connection_id
        and ticket_holdings.ticket_id = contested.ticket_id
),

holdings as (
    -- Of each order its first version: one row says its id.
    select theirs.*, orders.order_id
    from theirs
    inner join order_versions as orders
        on theirs.order_number = orders.order_number and orders.version = 1
),

moments as (
    select connection_id, ticket_id, seen_from as moment from holdings
    union
    select connection_id, ticket_id, seen_until as moment from holdings where seen_until is not null
),

spans as (
    select
        connection_id, ticket_id, moment as span_from,
        lead(moment) over (partition by connection_id, ticket_id order by moment) as span_until
    from moments
),

claims as (
    select
        holdings.*, spans.span_from, spans.span_until,
        row_number() over (
            partition by spans.connection_id, spans.ticket_id, spans.span_from
            order by holdings.reading desc, holdings.order_id desc
        ) as place
    from spans
    inner join holdings
        on spans.connection_id = holdings.connection_id
        and spans.ticket_id = holdings.ticket_id
        and holdings.seen_from <= spans.span_from
        and (holdings.seen_until is null or holdings.seen_until > spans.span_from)
)

select
    connection_id, order_number, ticket_id, event_id, performance_id, ticket_type,
    original_pence, price_pence, discount_pence, total_pence, customer, first_sold_local,
    reading, span_from as seen_from, span_until as seen_until
from claims
where place = 1
