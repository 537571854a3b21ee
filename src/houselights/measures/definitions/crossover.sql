-- A pair stands both ways round; a person is one, however many pairs.
select
    {by}
    count(distinct person) as value,
    count(distinct person) as base
from counted_pairs
{grouping}
