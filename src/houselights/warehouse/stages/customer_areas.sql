-- Customer records that are to be worked out: a number of its own for each, and the areas, or why there are none.
-- Numbered as they were first read or named: whatever comes later changes no number.
with readings as (
    select
        connection_id, customer_id, postcode_kind, postcode_token, consents,
        row_number() over (partition by connection_id, customer_id order by reading desc) as place
    from customers_come
),

latest as (
    -- Null without a usable postcode: a second condition on the join below would compare every row with every area.
    select
        connection_id, customer_id, postcode_kind, consents,
        case when postcode_kind = 'known' then postcode_token end as postcode_token
    from readings
    where place = 1
),

every as (
    select connection_id, customer_id, reading from customers_come
    union all
    select connection_id, customer_id, reading from customers_named where customer_id is not null
),

named as (
    select connection_id, customer_id, min(reading) as first_reading from every group by connection_id, customer_id
),

numbered as (
    select
        named.connection_id,
        named.customer_id,
        known.customer is not null as is_known,
        coalesce(
            known.customer,
            (select coalesce(max(customer), 0) from customers_known) + row_number() over (
                partition by known.customer is null
                order by named.first_reading, named.connection_id, named.customer_id
            )
        ) as customer
    from named
    left join customers_known as known
        on named.connection_id = known.connection_id and named.customer_id = known.customer_id
)

select
    numbered.customer,
    numbered.connection_id,
    numbered.customer_id,
    case
        when latest.customer_id is null then 'not read yet'
        when latest.postcode_kind <> 'known' then latest.postcode_kind
        when areas.local_authority is null then 'not listed'
        else 'known'
    end as postcode_kind,
    areas.local_authority as area_local_authority_code,
    coalesce(authorities.name, areas.local_authority) as area_local_authority,
    authorities.region as area_region,
    areas.kilometre_east,
    areas.kilometre_north,
    coalesce(areas.lsoa_2021, areas.lsoa_2011) as area_lsoa,
    cast(coalesce(newer.imd_decile, older.imd_decile) as varchar) as imd_decile,
    coalesce(newer.rural_urban, older.rural_urban, areas.rural_urban) as rural_urban,
    households.households as area_households,
    case
        when place_of_newer.area is not null then place_of_newer.priority_place
        when place_of_older.area is not null then place_of_older.priority_place
        else place_of_authority.priority_place
    end as priority_place,
    case
        when place_of_newer.area is not null then place_of_newer.valid_from
        when place_of_older.area is not null then place_of_older.valid_from
        else place_of_authority.valid_from
    end as priority_place_from,
    case
        when place_of_newer.area is not null then place_of_newer.valid_until
        when place_of_older.area is not null then place_of_older.valid_until
        else place_of_authority.valid_until
    end as priority_place_until,
    latest.consents
from numbered
left join latest
    on numbered.connection_id = latest.connection_id and numbered.customer_id = latest.customer_id
left join areas
    on latest.postcode_token = areas.postcode_token
left join authorities
    on areas.local_authority = authorities.code
-- Small areas of two censuses: most have the same code in both, and a list knows those of one.
left join small_areas as newer
    on areas.lsoa_2021 = newer.small_area
left join small_areas as older
    on areas.lsoa_2011 = older.small_area
left join households
    on areas.local_authority = households.area
left join priority_places as place_of_newer
    on areas.lsoa_2021 = place_of_newer.area
left join priority_places as place_of_older
    on areas.lsoa_2011 = place_of_older.area
left join priority_places as place_of_authority
    on areas.local_authority = place_of_authority.area
-- Who was only named again, by an order, is as before.
where latest.customer_id is not null or not numbered.is_known
