-- Pairs of records that are one person's, and why: what a page shows of a person, and parts.
select
    one.person,
    one.customer,
    one.connection_id,
    one.customer_id,
    other.customer as other_customer,
    other.connection_id as other_connection_id,
    other.customer_id as other_customer_id,
    found.probability,
    found.reasons
from found
inner join customers as one
    on found.connection_id = one.connection_id
    and found.customer_id = one.customer_id
inner join customers as other
    on found.other_connection_id = other.connection_id
    and found.other_customer_id = other.customer_id
    and one.person = other.person
order by one.person, one.customer, other.customer
