-- Who each customer record belongs to: the person is the number of their first record. Joined by none, it is its own.
with every as (
    select customer, connection_id, customer_id from customers_known
    union all
    select customer, connection_id, customer_id
    from customer_areas
    where customer > (select coalesce(max(customer), 0) from customers_known)
)

select
    every.customer,
    coalesce(first_records.customer, every.customer) as person,
    house_accounts.customer_id is not null as is_house_account
from every
left join joined
    on every.connection_id = joined.connection_id
    and every.customer_id = joined.customer_id
left join every as first_records
    on joined.first_connection_id = first_records.connection_id
    and joined.first_customer_id = first_records.customer_id
left join house_accounts
    on every.connection_id = house_accounts.connection_id
    and every.customer_id = house_accounts.customer_id
