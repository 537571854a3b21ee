-- Pairs that these days see, both ways round: each person once in each.
with pairs as (
    select one, other
    from {sales} as sales
    where {conditions}
)

select one as {kind}, other as also_{kind}
from pairs
union all
select other as {kind}, one as also_{kind}
from pairs
