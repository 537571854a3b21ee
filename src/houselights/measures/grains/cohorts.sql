-- People by when they first booked, and whether they booked again within so many months that have passed since.
with beginnings as (
    select history.person, firsts.first_on, min(history.order_number) as first_order
    from history
    inner join firsts
        on history.person = firsts.person and history.day = firsts.first_on
    group by history.person, firsts.first_on
),

-- Another order on a later day.
returns as (
    select history.person, min(history.day) as next_on
    from history
    inner join beginnings
        on history.person = beginnings.person
        and history.day > beginnings.first_on
        and history.order_number <> beginnings.first_order
    group by history.person
)

select
    firsts.person,
    firsts.first_month as month,
    firsts.first_quarter as quarter,
    firsts.first_financial_year as financial_year,
    windows.months || ' months' as within,
    coalesce(returns.next_on <= firsts.first_on + to_months(windows.months), false) as booked_again,
    case
        when customers.postcode_kind = 'known' then customers.area_local_authority
        when customers.postcode_kind = 'not read yet' then 'not read yet'
        else 'unknown'
    end as area_local_authority,
    customers.area_local_authority_code{columns}
from firsts
cross join (select unnest({windows}) as months) as windows
left join returns
    on firsts.person = returns.person
left join residents as customers
    on firsts.person = customers.person
{joins}
where firsts.first_on + to_months(windows.months) <= $known_until
    and {conditions}
