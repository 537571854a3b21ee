-- Tickets held now that one order has for one performance, together: a third of the rows, for whatever is not told of
-- each ticket. Tickets sold at another moment are a row of their own, and a party may be in two files: all adds up.
select
    cast(order_number as integer) as order_number,
    cast(performance_number as integer) as performance_number,
    event_id,
    performed_on,
    any_value(performance_month) as performance_month,
    any_value(performance_quarter) as performance_quarter,
    any_value(performance_financial_year) as performance_financial_year,
    is_cancelled,
    sold_on,
    any_value(sale_month) as sale_month,
    any_value(sale_quarter) as sale_quarter,
    any_value(sale_financial_year) as sale_financial_year,
    sold_hour,
    cast(customer as integer) as customer,
    cast(any_value(person) as integer) as person,
    any_value(postcode_kind) as postcode_kind,
    any_value(area_local_authority) as area_local_authority,
    any_value(area_local_authority_code) as area_local_authority_code,
    cast(sum(tickets) as bigint) as tickets,
    cast(sum(comps) as bigint) as comps,
    cast(sum(concessions) as bigint) as concessions,
    cast(sum(paid_tickets) as bigint) as paid_tickets,
    cast(sum(face_pence) as bigint) as face_pence,
    cast(sum(income_pence) as bigint) as income_pence,
    cast(sum(paid_face_pence) as bigint) as paid_face_pence,
    cast(sum(paid_pence) as bigint) as paid_pence,
    cast(null as timestamp) as seen_until
from each_ticket
where seen_until is null
group by
    order_number, performance_number, event_id, performed_on, is_cancelled, sold_on, sold_hour, customer
order by performed_on, order_number
