-- Tickets held for each performance by how many days before it they were sold. What was sold on the day itself, or noted
-- after it, was sold by the day.
select
    performance_number,
    least(greatest(performed_on - sold_on, 0), {farthest}) as days_before,
    cast(sum(tickets) as bigint) as tickets
from parties
group by performance_number, least(greatest(performed_on - sold_on, 0), {farthest})
