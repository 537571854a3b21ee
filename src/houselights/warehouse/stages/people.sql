-- Who each customer record belongs to: the person is the number of their first record. Joined by none, it is its own.
select
    customer_areas.customer,
    coalesce(first_records.customer, customer_areas.customer) as person,
    house_accounts.customer_id is not null as is_house_account
from customer_areas
left join joined
    on customer_areas.connection_id = joined.connection_id
    and customer_areas.customer_id = joined.customer_id
left join customer_areas as first_records
    on joined.first_connection_id = first_records.connection_id
    and joined.first_customer_id = first_records.customer_id
left join house_accounts
    on customer_areas.connection_id = house_accounts.connection_id
    and customer_areas.customer_id = house_accounts.customer_id
