-- Orders of which a ticket may say something else than in the build before: they or their customers came or changed,
-- or a performance of theirs, a link, an exclusion or the class of a ticket type.
with customers_touched as (
    select customers.customer
    from customers
    left join customers_before as before
        on customers.customer = before.customer
        and customers.connection_id = before.connection_id
        and customers.customer_id = before.customer_id
    where before.customer is null
        or customers.person <> before.person
        or customers.is_house_account <> before.is_house_account
        or customers.postcode_kind <> before.postcode_kind
        or customers.area_local_authority is distinct from before.area_local_authority
        or customers.area_local_authority_code is distinct from before.area_local_authority_code
),

performances_touched as (
    select distinct landed_performances.connection_id, landed_performances.performance_id
    from landed_performances
    inner join read_before
        on landed_performances.reading > read_before.reading
),

named as (
    select tickets.connection_id, tickets.order_id
    from landed_tickets as tickets
    inner join performances_touched
        on tickets.connection_id = performances_touched.connection_id
        and tickets.performance_id = performances_touched.performance_id
    union
    select tickets.connection_id, tickets.order_id
    from landed_tickets as tickets
    inner join events_touched
        on tickets.connection_id = events_touched.connection_id
        and tickets.event_id = events_touched.box_office_event_id
    union
    select tickets.connection_id, tickets.order_id
    from landed_tickets as tickets
    inner join ticket_types_touched
        on tickets.connection_id = ticket_types_touched.connection_id
        and tickets.ticket_type = ticket_types_touched.ticket_type
)

select orders.order_number
from order_versions as orders
inner join read_before
    on orders.reading > read_before.reading
union
select orders.order_number
from order_versions as orders
inner join customers_touched
    on orders.customer = customers_touched.customer
union
select orders.order_number
from order_versions as orders
inner join named
    on orders.connection_id = named.connection_id and orders.order_id = named.order_id
