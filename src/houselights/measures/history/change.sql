-- Why an event's tickets at one moment are not those at another: each ticket held at either, beside what it became.
with of_event as (
    select distinct order_number
    from ticket_sales
    where event_id = $event
),

-- What was held all the while explains nothing. Two conditions, each of which the engine can tell of whole row groups.
moved as (
    select * from ticket_sales where seen_from > $since and seen_from <= $until
    union all
    select * from ticket_sales where seen_until > $since and seen_until <= $until and seen_from <= $since
),

-- A ticket of the event's orders may have been exchanged to or from any performance on the register.
sales as (
    select
        moved.*,
        performances.connection_id,
        performances.starts_local,
        events.event,
        moved.event_id = $event and not moved.is_cancelled as counts
    from moved
    inner join of_event
        on moved.order_number = of_event.order_number
    inner join performances
        on moved.performance_number = performances.performance_number
    inner join events
        on moved.event_id = events.event_id
),

held_before as (
    select * from sales where seen_from <= $since and (seen_until is null or seen_until > $since)
),

held_after as (
    select * from sales where seen_from <= $until and (seen_until is null or seen_until > $until)
),

lost as (
    select
        held_before.*,
        row_number() over (
            partition by held_before.order_number order by held_before.total_pence, held_before.ticket_id
        ) as place
    from held_before
    left join held_after
        on held_before.connection_id = held_after.connection_id
        and held_before.ticket_id = held_after.ticket_id
    where held_after.ticket_id is null
),

gained as (
    select
        held_after.*,
        row_number() over (
            partition by held_after.order_number order by held_after.total_pence, held_after.ticket_id
        ) as place
    from held_after
    left join held_before
        on held_after.connection_id = held_before.connection_id
        and held_after.ticket_id = held_before.ticket_id
    where held_before.ticket_id is null
),

pairs as (
    -- The same ticket at both moments.
    select
        true as is_same,
        held_before.event as was_event, held_before.starts_local as was_at,
        held_before.performance_number as was_performance, held_before.total_pence as was_pence,
        held_before.customer as was_customer, held_before.counts as was_counted,
        held_after.event as became_event, held_after.starts_local as became_at,
        held_after.performance_number as became_performance, held_after.total_pence as became_pence,
        held_after.customer as became_customer, held_after.counts as became_counted
    from held_before
    inner join held_after
        on held_before.connection_id = held_after.connection_id
        and held_before.ticket_id = held_after.ticket_id
    union all
    -- An exchange gives tickets back and takes as many others, in one order; what is over on one side was returned or sold.
    select
        false as is_same,
        lost.event, lost.starts_local, lost.performance_number, lost.total_pence, lost.customer, lost.counts,
        gained.event, gained.starts_local, gained.performance_number, gained.total_pence, gained.customer, gained.counts
    from lost
    full outer join gained
        on lost.order_number = gained.order_number
        and lost.place = gained.place
),

named as (
    select
        pairs.*,
        case
            when was_performance is null then 'sold'
            when became_performance is null then 'returned'
            when not coalesce(was_counted, false) then 'exchanged here'
            when not coalesce(became_counted, false) then 'exchanged away'
            when was_performance <> became_performance then 'exchanged within'
            when not is_same then 'replaced'
            when was_pence <> became_pence then 'price changed'
            when was_customer is distinct from became_customer then 'customer merged'
            else 'same'
        end as what
    from pairs
    where coalesce(was_counted, false) or coalesce(became_counted, false)
)

select
    what,
    was_event, was_at, became_event, became_at,
    count(*) as concerned,
    cast(sum(cast(coalesce(became_counted, false) as integer) - cast(coalesce(was_counted, false) as integer)) as bigint)
        as tickets,
    cast(sum(
        case when became_counted then became_pence else 0 end - case when was_counted then was_pence else 0 end
    ) as bigint) as pence
from named
where what <> 'same'
group by what, was_event, was_at, became_event, became_at
