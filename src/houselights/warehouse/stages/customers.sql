-- The warehouse's customers: keyed records, the person each belongs to, their areas, their consents.
select
    customer_areas.customer,
    customer_areas.connection_id,
    customer_areas.customer_id,
    customer_areas.postcode_kind,
    customer_areas.area_local_authority,
    customer_areas.area_local_authority_code,
    customer_areas.area_region,
    customer_areas.kilometre_east,
    customer_areas.kilometre_north,
    customer_areas.area_lsoa,
    customer_areas.imd_decile,
    customer_areas.rural_urban,
    customer_areas.area_households,
    customer_areas.priority_place,
    customer_areas.priority_place_from,
    customer_areas.priority_place_until,
    customer_areas.consents,
    people.person,
    people.is_house_account
from customer_areas
inner join people
    on customer_areas.customer = people.customer
order by customer_areas.customer
