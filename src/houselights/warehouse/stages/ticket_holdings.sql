-- How long an order held a ticket, unchanged: versions that follow each other with equal values are one holding.
with numbered as (
    -- Versions in a row with equal values share `run`: both numbers grow by one.
    select
        *,
        version - row_number() over (
            partition by
                connection_id, order_number, ticket_id, event_id, performance_id, ticket_type,
                original_pence, price_pence, discount_pence, total_pence, customer, first_sold_local
            order by version
        ) as run
    from ticket_versions
    where versions > 1
)

select
    connection_id, order_number, ticket_id, event_id, performance_id, ticket_type,
    original_pence, price_pence, discount_pence, total_pence, customer, first_sold_local,
    max(reading) as reading,
    min(seen_from) as seen_from,
    case when count(seen_until) = count(*) then max(seen_until) end as seen_until
from numbered
group by
    connection_id, order_number, ticket_id, event_id, performance_id, ticket_type,
    original_pence, price_pence, discount_pence, total_pence, customer, first_sold_local, run
union all
select
    connection_id, order_number, ticket_id, event_id, performance_id, ticket_type,
    original_pence, price_pence, discount_pence, total_pence, customer, first_sold_local,
    reading, seen_from, seen_until
from ticket_versions
where versions = 1
