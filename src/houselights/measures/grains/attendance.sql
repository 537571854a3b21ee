-- How many came, took part or watched from afar, by the part of the event that each figure is about.
-- A figure of several days counts in a period that holds them all.
select
    attendance.attendance_month as month,
    attendance.attendance_quarter as quarter,
    attendance.attendance_financial_year as financial_year,
    events.event,
    events.event_id,
    events.event_type,
    events.sub_discipline,
    events.is_funded,
    events.location,
    attendance.method as attendance_method,
    attendance.kind,
    attendance.figure{columns}
from attendance
inner join events
    on attendance.event_id = events.event_id
where {conditions}
