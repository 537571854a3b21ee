-- The newest reading of customer records with its tokens, a column for each. Hashed: numbers join four times faster.
-- A record keeps the number that `known` has of it; new ones follow, as they were first read.
with newest as (
    select connection_id, customer_id, min(reading) as first_reading, max(reading) as reading
    from landed_customers
    where reading > {after}
    group by connection_id, customer_id
),

numbered as (
    select
        newest.connection_id, newest.customer_id, newest.reading,
        coalesce(
            known.record,
            (select coalesce(max(record), 0) from known_numbers) + row_number() over (
                partition by known.record is null
                order by newest.first_reading, newest.connection_id, newest.customer_id
            )
        ) as record
    from newest
    left join known_numbers as known
        on newest.connection_id = known.connection_id and newest.customer_id = known.customer_id
),

latest as (
    -- Only here are tokens looked at: put in order, they would take a gigabyte for half a million records.
    select
        landed.connection_id, landed.customer_id, numbered.record,
        case when landed.postcode_kind = 'known' then landed.postcode_token end as postcode,
        from_json(landed.tokens, '{{
            "email": "VARCHAR", "first_name_email": "VARCHAR", "surname_initial_email": "VARCHAR",
            "phone": "VARCHAR", "first_name_phone": "VARCHAR", "surname_initial_phone": "VARCHAR",
            "phone_other": "VARCHAR", "first_name_phone_other": "VARCHAR", "surname_initial_phone_other": "VARCHAR",
            "surname_initial_postcode": "VARCHAR", "name_postcode": "VARCHAR", "sorted_name_postcode": "VARCHAR",
            "sound_initial_postcode": "VARCHAR", "name_sector": "VARCHAR", "address": "VARCHAR",
            "surname_address": "VARCHAR", "first_name_address": "VARCHAR", "surname_initial_birth": "VARCHAR",
            "first_name_birth_postcode": "VARCHAR", "name_birth": "VARCHAR",
            "name_start_email": "VARCHAR", "name_start_phone": "VARCHAR", "name_start_phone_other": "VARCHAR",
            "name_start_postcode": "VARCHAR"
        }}') as token
    from landed_customers as landed
    inner join numbered
        on landed.connection_id = numbered.connection_id
        and landed.customer_id = numbered.customer_id
        and landed.reading = numbered.reading
)

select
    latest.record,
    latest.connection_id,
    latest.customer_id,
    nullif(hash(latest.postcode), hash(null)) as postcode,
    nullif(hash(latest.token.email), hash(null)) as email,
    nullif(hash(latest.token.first_name_email), hash(null)) as first_name_email,
    nullif(hash(latest.token.surname_initial_email), hash(null)) as surname_initial_email,
    nullif(hash(latest.token.phone), hash(null)) as phone,
    nullif(hash(latest.token.first_name_phone), hash(null)) as first_name_phone,
    nullif(hash(latest.token.surname_initial_phone), hash(null)) as surname_initial_phone,
    nullif(hash(latest.token.phone_other), hash(null)) as phone_other,
    nullif(hash(latest.token.first_name_phone_other), hash(null)) as first_name_phone_other,
    nullif(hash(latest.token.surname_initial_phone_other), hash(null)) as surname_initial_phone_other,
    nullif(hash(latest.token.surname_initial_postcode), hash(null)) as surname_initial_postcode,
    nullif(hash(latest.token.name_postcode), hash(null)) as name_postcode,
    nullif(hash(latest.token.sorted_name_postcode), hash(null)) as sorted_name_postcode,
    nullif(hash(latest.token.sound_initial_postcode), hash(null)) as sound_initial_postcode,
    nullif(hash(latest.token.name_sector), hash(null)) as name_sector,
    nullif(hash(latest.token.address), hash(null)) as address,
    nullif(hash(latest.token.surname_address), hash(null)) as surname_address,
    nullif(hash(latest.token.first_name_address), hash(null)) as first_name_address,
    nullif(hash(latest.token.surname_initial_birth), hash(null)) as surname_initial_birth,
    nullif(hash(latest.token.first_name_birth_postcode), hash(null)) as first_name_birth_postcode,
    nullif(hash(latest.token.name_birth), hash(null)) as name_birth,
    nullif(hash(latest.token.name_start_email), hash(null)) as name_start_email,
    nullif(hash(latest.token.name_start_phone), hash(null)) as name_start_phone,
    nullif(hash(latest.token.name_start_phone_other), hash(null)) as name_start_phone_other,
    nullif(hash(latest.token.name_start_postcode), hash(null)) as name_start_postcode
from latest
