-- Every customer record that orders name or the landing has: a number of its own, and the area, or why there is none.
with readings as (
    select
        connection_id, customer_id, postcode_kind, postcode_token, consents,
        row_number() over (partition by connection_id, customer_id order by reading desc) as place
    from landed_customers
),

latest as (
    -- Null without a usable postcode: a second condition on the join below would compare every row with every area.
    select
        connection_id, customer_id, postcode_kind, consents,
        case when postcode_kind = 'known' then postcode_token end as postcode_token
    from readings
    where place = 1
),

named as (
    select connection_id, customer_id from latest
    union
    select connection_id, customer_id from landed_orders where customer_id is not null
)

select
    row_number() over (order by named.connection_id, named.customer_id) as customer,
    named.connection_id,
    named.customer_id,
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
    latest.consents
from named
left join latest
    on named.connection_id = latest.connection_id and named.customer_id = latest.customer_id
left join areas
    on latest.postcode_token = areas.postcode_token
left join authorities
    on areas.local_authority = authorities.code
