-- People with counted tickets of at least two of a kind: no pair needs to be made to count them.
select person
from (
    select {distinct}person, {key} as kind_key
    from (
{tickets}
    )
    where person is not null
)
group by person
having count(kind_key) > 1
