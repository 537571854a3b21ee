-- Orders of which a ticket may say something else than in the build before: they or their customers came or changed,
-- or a performance of theirs, a link, an exclusion or the class of a ticket type.
with customers_touched as (
    select customers.customer
    from customers_anew as customers
    left join customers_before as before
        on customers.customer = before.customer
    where before.customer is null
        or customers.person <> before.person
        or customers.is_house_account <> before.is_house_account
        or customers.postcode_kind <> before.postcode_kind
        or customers.area_local_authority is distinct from before.area_local_authority
        or customers.area_local_authority_code is distinct from before.area_local_authority_code
),

performances_touched as (
    select distinct connection_id, performance_id
    from landed_performances
    where reading > (select reading from read_before)
),

named as (
    select tickets_named.*
    from tickets_named
    left join performances_touched
        on tickets_named.connection_id = performances_touched.connection_id
        and tickets_named.performance_id = performances_touched.performance_id
    left join events_touched
        on tickets_named.connection_id = events_touched.connection_id
        and tickets_named.event_id = events_touched.box_office_event_id
    left join ticket_types_touched
        on tickets_named.connection_id = ticket_types_touched.connection_id
        and tickets_named.ticket_type = ticket_types_touched.ticket_type
    where performances_touched.performance_id is not null
        or events_touched.box_office_event_id is not null
        or ticket_types_touched.ticket_type is not null
),

naming as (
    select distinct tickets.connection_id, tickets.order_id
    from landed_tickets as tickets
    inner join named
        on tickets.connection_id = named.connection_id
        and tickets.performance_id = named.performance_id
        and tickets.event_id is not distinct from named.event_id
        and tickets.ticket_type is not distinct from named.ticket_type
)

select order_number from order_versions where reading > (select reading from read_before)
union
select orders.order_number
from order_versions as orders
inner join customers_touched
    on orders.customer = customers_touched.customer
union
select orders.order_number
from order_versions as orders
inner join naming
    on orders.connection_id = naming.connection_id and orders.order_id = naming.order_id
