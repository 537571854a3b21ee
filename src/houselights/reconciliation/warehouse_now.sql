-- Tickets and pence held now per performance, from the warehouse's own tables.
select
    coalesce(performances.connection_id, 0) as connection_id,
    coalesce(performances.box_office_event_id, '') as box_office_event_id,
    coalesce(performances.performance_id, 'none') as performance_id,
    sales.event_id,
    sales.is_cancelled,
    sales.performed_on,
    count(*) as tickets,
    cast(coalesce(sum(sales.total_pence), 0) as bigint) as pence
from ticket_sales as sales
left join performances
    on sales.performance_number = performances.performance_number
where sales.seen_until is null
group by
    performances.connection_id, performances.box_office_event_id, performances.performance_id,
    sales.event_id, sales.is_cancelled, sales.performed_on
