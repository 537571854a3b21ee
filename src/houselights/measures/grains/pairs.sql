-- People with counted tickets of two of a kind: each pair of those, both ways round.
with attended as (
    select {distinct}person, {kind}, {key} as kind_key
    from (
{tickets}
    )
    where person is not null
)

select
    one.person,
    one.{kind},
    one.kind_key as {code},
    other.{kind} as also_{kind},
    other.kind_key as also_{code}
from attended as one
inner join attended as other
    on one.person = other.person and one.kind_key <> other.kind_key
