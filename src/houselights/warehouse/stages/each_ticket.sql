-- Tickets one by one, with what parties have added up.
select
    *,
    1 as tickets,
    cast(is_comp as integer) as comps,
    cast(price_class = 'concession' and not is_comp as integer) as concessions,
    cast(total_pence > 0 as integer) as paid_tickets,
    original_pence as face_pence,
    total_pence as income_pence,
    case when total_pence > 0 then original_pence else 0 end as paid_face_pence,
    case when total_pence > 0 then total_pence else 0 end as paid_pence
from ticket_sales
