-- A person's history: all they hold a ticket for, linked to the register or not, unless excluded or cancelled.
select
    person, order_number, performance_number, performed_on, sold_on, income_pence as total_pence,
    {day} as day, {dated}_month as month, {dated}_quarter as quarter, {dated}_financial_year as financial_year
from {sales}
where person is not null and not is_cancelled and {held}
union all
select
    person, order_number, performance_number, performed_on, sold_on, total_pence,
    {day} as day, {dated}_month as month, {dated}_quarter as quarter, {dated}_financial_year as financial_year
from other_sales
where {held}
