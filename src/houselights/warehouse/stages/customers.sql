-- The warehouse's customers: keyed records, the person each belongs to, their areas, their consents. Those alone that
-- are to be worked out, or are another person's now, or a house account's.
with others as (
    select known.*
    from customers_known as known
    inner join people
        on known.customer = people.customer
    left join customer_areas
        on known.customer = customer_areas.customer
    where
        customer_areas.customer is null
        and (known.person <> people.person or known.is_house_account <> people.is_house_account)
),

written as (
    select
        customer, connection_id, customer_id, postcode_kind, area_local_authority, area_local_authority_code,
        area_region, kilometre_east, kilometre_north, area_lsoa, imd_decile, rural_urban, area_households,
        priority_place, priority_place_from, priority_place_until, consents
    from customer_areas
    union all
    select
        customer, connection_id, customer_id, postcode_kind, area_local_authority, area_local_authority_code,
        area_region, kilometre_east, kilometre_north, area_lsoa, imd_decile, rural_urban, area_households,
        priority_place, priority_place_from, priority_place_until, consents
    from others
)

select
    written.customer,
    written.connection_id,
    written.customer_id,
    written.postcode_kind,
    written.area_local_authority,
    written.area_local_authority_code,
    written.area_region,
    written.kilometre_east,
    written.kilometre_north,
    written.area_lsoa,
    written.imd_decile,
    written.rural_urban,
    written.area_households,
    written.priority_place,
    written.priority_place_from,
    written.priority_place_until,
    written.consents,
    people.person,
    people.is_house_account
from written
inner join people
    on written.customer = people.customer
