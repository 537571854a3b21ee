-- Performances at so many days before them, once they have come so near: what was sold by then, and what is usual.
select
    performances.performance_month as month,
    performances.performance_quarter as quarter,
    performances.performance_financial_year as financial_year,
    events.event,
    events.event_id,
    events.event_type,
    events.sub_discipline,
    events.is_funded,
    events.location,
    reached.days_before,
    reached.tickets,
    usual.tickets as usual{columns}
from performances
inner join {reached} as reached
    on performances.performance_number = reached.performance_number
inner join events
    on performances.event_id = events.event_id
left join usual_curves as usual
    on performances.event_id = usual.event_id
    and reached.days_before = usual.days_before
where {conditions}
