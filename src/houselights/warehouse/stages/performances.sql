-- The warehouse's performances: of registered events, dated in the venue's local time.
select
    linked.performance_number,
    linked.event_id,
    linked.connection_id,
    linked.performance_id,
    linked.box_office_event_id,
    linked.performed_on,
    linked.starts_local,
    coalesce(days.month, 'unknown') as performance_month,
    coalesce(days.quarter, 'unknown') as performance_quarter,
    coalesce(days.financial_year, 'unknown') as performance_financial_year,
    linked.is_cancelled,
    linked.venue_name,
    linked.plan_name,
    linked.capacity,
    linked.scanned,
    linked.house_tickets,
    venue_points.kilometre_east,
    venue_points.kilometre_north
from performances_linked as linked
inner join registered_events
    on linked.event_id = registered_events.event_id
left join venue_points
    on venue_points.postcode = coalesce(
        registered_events.location_postcode, replace(upper(linked.venue_postcode), ' ', '')
    )
left join days
    on linked.performed_on = days.day
order by linked.performed_on, linked.performance_number
