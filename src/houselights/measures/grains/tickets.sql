-- Counted tickets: of linked events, held as at the time asked, their performance not cancelled (or those that were).
select
    sales.{dated}_month as month,
    sales.{dated}_quarter as quarter,
    sales.{dated}_financial_year as financial_year,
    {told}.event_id,
    sales.area_local_authority,
    sales.area_local_authority_code,
    sales.postcode_kind,
    {day} as day,
    sales.customer,
    sales.person,
    sales.order_number,
    sales.performance_number,
    sales.performed_on - sales.sold_on as days_before,
    sales.tickets,
    sales.comps,
    sales.concessions,
    sales.paid_tickets,
    sales.face_pence,
    sales.income_pence,
    sales.paid_face_pence,
    sales.paid_pence{columns}
from {sales} as sales
{joins}
where {conditions}
