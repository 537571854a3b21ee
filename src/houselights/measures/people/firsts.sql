-- When each person's history begins: months, quarters and years are written so that the first is the least.
select
    person,
    min(day) as first_on,
    min(month) as first_month,
    min(quarter) as first_quarter,
    min(financial_year) as first_financial_year
from history
where day is not null
group by person
