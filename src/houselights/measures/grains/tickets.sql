-- Counted tickets: of linked events, held as at the time asked, their performance not cancelled (or those that were).
select
    sales.{dated}_month as month,
    sales.{dated}_quarter as quarter,
    sales.{dated}_financial_year as financial_year,
    events.event,
    events.event_id,
    events.event_type,
    events.sub_discipline,
    events.is_funded,
    events.location,
    sales.area_local_authority,
    sales.area_local_authority_code,
    sales.postcode_kind,
    sales.customer,
    sales.person,
    sales.order_number,
    sales.performance_number,
    sales.performed_on - sales.sold_on as days_before,
    sales.price_class,
    sales.is_comp,
    sales.original_pence as face_pence,
    sales.total_pence as income_pence{columns}
from ticket_sales as sales
inner join events
    on sales.event_id = events.event_id
{joins}
where {conditions}
