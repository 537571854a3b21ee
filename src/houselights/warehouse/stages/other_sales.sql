-- What people bought apart from the register's events, but for what an exclusion rule takes out: their history alone.
select
    tickets.order_number,
    -listed.performance_number as performance_number,
    listed.performed_on,
    coalesce(performance_days.month, 'unknown') as performance_month,
    coalesce(performance_days.quarter, 'unknown') as performance_quarter,
    coalesce(performance_days.financial_year, 'unknown') as performance_financial_year,
    cast(tickets.first_sold_local as date) as sold_on,
    coalesce(sale_days.month, 'unknown') as sale_month,
    coalesce(sale_days.quarter, 'unknown') as sale_quarter,
    coalesce(sale_days.financial_year, 'unknown') as sale_financial_year,
    customers.person,
    tickets.total_pence,
    tickets.seen_from,
    tickets.seen_until
from ticket_validity as tickets
inner join customers
    on tickets.customer = customers.customer
inner join performances_listed as listed
    on tickets.connection_id = listed.connection_id
    and tickets.performance_id = listed.performance_id
    and tickets.event_id = listed.box_office_event_id
left join performances
    on tickets.connection_id = performances.connection_id
    and tickets.performance_id = performances.performance_id
    and tickets.event_id = performances.box_office_event_id
left join exclusions
    on tickets.connection_id = exclusions.connection_id
    and tickets.event_id = exclusions.box_office_event_id
left join days as performance_days
    on listed.performed_on = performance_days.day
left join days as sale_days
    on cast(tickets.first_sold_local as date) = sale_days.day
where performances.performance_number is null
    and exclusions.connection_id is null
    and not listed.is_cancelled
    and not customers.is_house_account
