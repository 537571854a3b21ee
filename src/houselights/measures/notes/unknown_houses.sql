-- What the box office did not say of the houses: how big they are, how many tickets were scanned.
with counted_houses as (
{counted}
)

select
    count(*) filter (where coalesce(capacity, 0) = 0) as of_unknown_capacity,
    count(*) filter (where scanned is null) as not_read
from counted_houses
