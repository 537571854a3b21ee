-- The first and the last day on which anything that landed was sold.
select min(sold_on) as first, max(sold_on) as last
from (
    select sold_on from ticket_sales
    union all
    select sold_on from other_sales
)
