-- What one event held after each moment at which that changed.
with moves as (
    select seen_from as moment, 1 as tickets, total_pence as pence
    from ticket_sales
    where event_id = $event and not is_cancelled
    union all
    select seen_until as moment, -1 as tickets, -total_pence as pence
    from ticket_sales
    where event_id = $event and not is_cancelled and seen_until is not null
),

changes as (
    select moment, sum(tickets) as tickets, sum(pence) as pence
    from moves
    group by moment
)

select
    moment,
    cast(sum(tickets) over (order by moment) as bigint) as tickets,
    cast(sum(pence) over (order by moment) as bigint) as pence
from changes
order by moment
