-- The warehouse's tickets: only those of linked performances come here. What is said of events stands in `events`.
select
    tickets.order_number,
    tickets.ticket_id,
    performances.performance_number,
    performances.event_id,
    performances.performed_on,
    performances.performance_month,
    performances.performance_quarter,
    performances.performance_financial_year,
    performances.is_cancelled,
    cast(tickets.first_sold_local as date) as sold_on,
    coalesce(days.month, 'unknown') as sale_month,
    coalesce(days.quarter, 'unknown') as sale_quarter,
    coalesce(days.financial_year, 'unknown') as sale_financial_year,
    tickets.customer,
    coalesce(customers.postcode_kind, 'no customer') as postcode_kind,
    case
        when customers.postcode_kind = 'known' then customers.area_local_authority
        when customers.postcode_kind = 'not read yet' then 'not read yet'
        else 'unknown'
    end as area_local_authority,
    customers.area_local_authority_code,
    tickets.ticket_type,
    tickets.original_pence,
    tickets.price_pence,
    tickets.discount_pence,
    tickets.total_pence,
    tickets.original_pence = 0 and tickets.price_pence = 0 as is_comp,
    tickets.seen_from,
    tickets.seen_until
from ticket_validity as tickets
inner join performances
    on tickets.connection_id = performances.connection_id
    and tickets.performance_id = performances.performance_id
    and tickets.event_id = performances.box_office_event_id
left join customer_areas as customers
    on tickets.customer = customers.customer
left join days
    on cast(tickets.first_sold_local as date) = days.day
order by performances.performed_on, tickets.order_number, tickets.ticket_id, tickets.seen_from
