-- Those who are counted are those who stand behind the figure.
select
    {by}
    cast(coalesce(sum(figure), 0) as bigint) as value,
    cast(coalesce(sum(figure), 0) as bigint) as base
from counted_attendance
where kind = 'digital_views'
{grouping}
