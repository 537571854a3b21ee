-- Counted tickets by how far they came, added up by day.
select *
from {sales} as sales
where {conditions}
