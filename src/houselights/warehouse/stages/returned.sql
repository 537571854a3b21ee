-- Tickets that vanished from their order and came back on none: when that was seen, as a day of the venue's time.
with left_once as (
    select connection_id, ticket_id, max(seen_until) as gone_at
    from ticket_validity
    where seen_until is not null
    group by connection_id, ticket_id
),

still_held as (
    select connection_id, ticket_id from ticket_validity where seen_until is null
),

gone as (
    select left_once.*
    from left_once
    left join still_held
        on left_once.connection_id = still_held.connection_id
        and left_once.ticket_id = still_held.ticket_id
    where still_held.ticket_id is null
),

moments as (
    select gone.gone_at, local_days.day
    from (select distinct gone_at from gone) as gone
    inner join local_days
        on gone.gone_at >= local_days.starts_utc and gone.gone_at < local_days.ends_utc
)

select
    gone.connection_id, gone.ticket_id, gone.gone_at,
    moments.day as returned_on,
    days.month as returned_month,
    days.quarter as returned_quarter,
    days.financial_year as returned_financial_year
from gone
inner join moments
    on gone.gone_at = moments.gone_at
inner join days
    on moments.day = days.day
