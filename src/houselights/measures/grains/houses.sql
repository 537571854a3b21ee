-- Performances that took place or will, each with the tickets held for it and what the box office says of the house.
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
    performances.capacity,
    performances.scanned,
    coalesce(sold.tickets, 0) as tickets{columns}
from performances
inner join events
    on performances.event_id = events.event_id
left join sold_in_all as sold
    on performances.performance_number = sold.performance_number
where {conditions}
