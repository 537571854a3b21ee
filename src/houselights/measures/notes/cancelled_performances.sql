-- Would have counted, had they taken place.
with cancelled as (
{counted}
)

select count(*) as performances
from cancelled
