-- How much is known of where the customers of counted tickets live.
with counted_tickets as (
{counted}
)

select postcode_kind, cast(sum(tickets) as bigint) as tickets
from counted_tickets
group by postcode_kind
