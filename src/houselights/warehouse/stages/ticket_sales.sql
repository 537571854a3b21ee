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
    extract(hour from tickets.first_sold_local) as sold_hour,
    tickets.customer,
    case when not customers.is_house_account then customers.person end as person,
    coalesce(customers.postcode_kind, 'no customer') as postcode_kind,
    case
        when customers.postcode_kind = 'known' then customers.area_local_authority
        when customers.postcode_kind = 'not read yet' then 'not read yet'
        else 'unknown'
    end as area_local_authority,
    customers.area_local_authority_code,
    tickets.ticket_type,
    coalesce(price_classes.price_class, 'other') as price_class,
    tickets.original_pence,
    tickets.price_pence,
    tickets.discount_pence,
    tickets.total_pence,
    coalesce(price_classes.price_class = 'comp', false)
    or (tickets.original_pence = 0 and tickets.price_pence = 0) as is_comp,
    tickets.seen_from,
    tickets.seen_until,
    returned.returned_on,
    coalesce(returned.returned_month, 'unknown') as returned_month,
    coalesce(returned.returned_quarter, 'unknown') as returned_quarter,
    coalesce(returned.returned_financial_year, 'unknown') as returned_financial_year
from ticket_validity as tickets
inner join performances
    on tickets.connection_id = performances.connection_id
    and tickets.performance_id = performances.performance_id
    and tickets.event_id = performances.box_office_event_id
left join customers
    on tickets.customer = customers.customer
left join price_classes
    on tickets.connection_id = price_classes.connection_id
    and tickets.ticket_type = price_classes.ticket_type
left join days
    on cast(tickets.first_sold_local as date) = days.day
left join returned
    on tickets.connection_id = returned.connection_id
    and tickets.ticket_id = returned.ticket_id
    and tickets.seen_until = returned.gone_at
