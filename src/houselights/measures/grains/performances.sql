-- Performances of registered events, dated in the local time of the venue; those that were cancelled are told apart.
select
    performances.performance_month as month,
    performances.performance_quarter as quarter,
    performances.performance_financial_year as financial_year,
    events.event,
    events.event_id,
    events.event_type,
    events.sub_discipline,
    events.is_funded,
    events.location{columns}
from performances
inner join events
    on performances.event_id = events.event_id
where {conditions}
