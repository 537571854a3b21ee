-- Would have counted, had their performances taken place.
with cancelled as (
{counted}
)

select cast(coalesce(sum(tickets), 0) as bigint) as tickets, cast(coalesce(sum(income_pence), 0) as bigint) as pence
from cancelled
