-- Where each person lives: of several records of theirs, as one says whose postcode is known.
with ranked as (
    select
        *,
        row_number() over (
            partition by person
            order by case postcode_kind when 'known' then 0 when 'not read yet' then 2 else 1 end, customer desc
        ) as place
    from customers
    where not is_house_account
)

select
    cast(person as integer) as person, postcode_kind, area_local_authority, area_local_authority_code, area_region,
    area_lsoa, imd_decile, rural_urban
from ranked
where place = 1
