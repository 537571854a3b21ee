-- Counted tickets and pence of one event, as known at a moment.
select
    count(*) as tickets,
    cast(coalesce(sum(total_pence), 0) as bigint) as pence
from ticket_sales
where event_id = $event
    and not is_cancelled
    and seen_from <= $moment
    and (seen_until is null or seen_until > $moment)
