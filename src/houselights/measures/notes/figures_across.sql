-- One figure for several days, some in the period and some not, cannot be parted.
select count(*) as figures, coalesce(sum(figure), 0) as people
from attendance
where kind = 'audience' and {conditions}
