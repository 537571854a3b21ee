-- A person is one, however many records and orders are theirs.
select
    {by}
    {people} as value,
    {people} as base
from counted_tickets
{grouping}
