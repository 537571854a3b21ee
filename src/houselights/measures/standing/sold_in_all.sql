-- Tickets held for each performance.
select performance_number, cast(sum(tickets) as bigint) as tickets
from sold_by_day
group by performance_number
