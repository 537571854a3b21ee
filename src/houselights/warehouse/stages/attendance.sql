-- How many came, took part or watched from afar: as people say, and where nobody did, as many as there are tickets.
-- Whoever took part by a ticket is among those that tickets count, so they are taken out of the audience.
with sold as (
    select performance_number, count(*) as tickets
    from ticket_sales
    where seen_until is null and not is_cancelled
    group by performance_number
),

filled as (
    select performances.event_id, performances.performance_number, performances.performed_on, sold.tickets
    from performances
    inner join sold
        on performances.performance_number = sold.performance_number
),

audience_told as (
    select * from attendance_told where kind = 'audience'
),

takers as (
    select * from attendance_told where kind = 'participants' and method in ('tickets_scanned', 'tickets_sold')
),

left_to_tickets as (
    select filled.*
    from filled
    left join audience_told as told
        on filled.event_id = told.event_id
        and (
            filled.performance_number = told.performance_number
            or told.performance_number is null and filled.performed_on between told.first_on and told.last_on
        )
    where told.event_id is null
),

of_performances as (
    select
        left_to_tickets.event_id, left_to_tickets.performance_number, left_to_tickets.performed_on,
        left_to_tickets.tickets - coalesce(own.figure, 0) as figure, wide.first_on, wide.last_on,
        coalesce(wide.figure, 0) as taken
    from left_to_tickets
    left join takers as own
        on left_to_tickets.performance_number = own.performance_number
    left join takers as wide
        on left_to_tickets.event_id = wide.event_id
        and wide.performance_number is null
        and left_to_tickets.performed_on between wide.first_on and wide.last_on
),

counted as (
    select event_id, kind, first_on, last_on, figure, method from attendance_told
    union all
    select event_id, 'audience', performed_on, performed_on, greatest(figure, 0), 'tickets_sold'
    from of_performances
    where first_on is null
    union all
    select event_id, 'audience', first_on, last_on, greatest(cast(sum(figure) as bigint) - max(taken), 0), 'tickets_sold'
    from of_performances
    where first_on is not null
    group by event_id, first_on, last_on
)

select
    counted.event_id,
    counted.kind,
    counted.first_on,
    counted.last_on,
    counted.figure,
    counted.method,
    case when starts.month = ends.month then starts.month else 'unknown' end as attendance_month,
    coalesce(starts.quarter, 'unknown') as attendance_quarter,
    coalesce(starts.financial_year, 'unknown') as attendance_financial_year
from counted
left join days as starts
    on counted.first_on = starts.day
left join days as ends
    on counted.last_on = ends.day
order by counted.event_id, counted.kind, counted.first_on, counted.last_on, counted.method, counted.figure
