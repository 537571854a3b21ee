-- A pair stands both ways round; a person is one, however many pairs.
select
    {by}
    {people} as value,
    {people} as base
from counted_pairs
{grouping}
