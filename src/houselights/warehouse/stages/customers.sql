-- The warehouse's customers: keyed records, their areas, their consents.
select
    customer, connection_id, customer_id, postcode_kind, area_local_authority, area_local_authority_code,
    kilometre_east, kilometre_north, consents
from customer_areas
order by customer
