-- A person is one, however many records and orders are theirs.
select
    {by}
    count(distinct person) as value,
    count(distinct person) as base
from counted_tickets
{grouping}
