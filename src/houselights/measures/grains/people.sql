-- People who ever bought, as they are at the end of a day.
with people as (
    select person, min(day) as first_on, max(day) as last_on
    from history
    group by person
),

-- An order in the 36 to 12 months before, and none after that.
lapsed as (
    select person
    from history
    where day <= $until
    group by person
    having max(day) > $months_36_before and max(day) <= $months_12_before
)

select
    people.person,
    lapsed.person is not null as is_lapsed,
    frequencies.performances,
    recencies.last_on,
    case
        when customers.postcode_kind = 'known' then customers.area_local_authority
        when customers.postcode_kind = 'not read yet' then 'not read yet'
        else 'unknown'
    end as area_local_authority,
    customers.area_local_authority_code{columns}
from people
left join lapsed
    on people.person = lapsed.person
left join frequencies
    on people.person = frequencies.person
left join recencies
    on people.person = recencies.person
left join residents as customers
    on people.person = customers.person
{joins}
where {conditions}
