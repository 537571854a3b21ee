-- Where each fifth of the people seen in 24 months ends, but for the last: by how lately, how often and for how much.
-- Equal people share a fifth; what is equal is counted first, for there are few days, few numbers and few sums.
with seen as (
    select last_on, performances, pence
    from people_seen
    where performances > 0
),

recency as (
    select last_on as value, sum(count(*)) over (order by last_on) as so_far, sum(count(*)) over () as people
    from seen
    group by last_on
),

frequency as (
    select performances as value, sum(count(*)) over (order by performances) as so_far, sum(count(*)) over () as people
    from seen
    group by performances
),

money as (
    select pence as value, sum(count(*)) over (order by pence) as so_far, sum(count(*)) over () as people
    from seen
    group by pence
)

select *
from (select {recency_ends} from recency)
cross join (select {frequency_ends} from frequency)
cross join (select {money_ends} from money)
