-- Counted tickets of each day by how far they came, added up: whoever they are, for what is only a sum.
select
    {labels},
    day,
    {sums}
from (
{tickets}
)
group by {labels}, day
order by day
