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
    sales.order_number,
    sales.is_comp,
    sales.total_pence as income_pence
from ticket_sales as sales
inner join events
    on sales.event_id = events.event_id
where sales.is_cancelled = {cancelled} and {conditions}
