-- Each day on which somebody who came to both of two of a kind was at one of them.
with kinds as (
    select distinct person, {kind} as what
    from {arrivals}
    where person is not null
),

couples as (
    select one.person, one.what as one, other.what as other
    from kinds as one
    inner join kinds as other
        on one.person = other.person and one.what < other.what
)

select couples.person, couples.one, couples.other, arrivals.{kind} as what, coalesce(arrivals.day, date '9999-12-31') as day
from couples
inner join {arrivals} as arrivals
    on couples.person = arrivals.person and arrivals.{kind} in (couples.one, couples.other)
