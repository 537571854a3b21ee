-- One figure for several days, some in the period and some not, cannot be parted.
select count(*) as figures, coalesce(sum(attendance.figure), 0) as people
from attendance
inner join events
    on attendance.event_id = events.event_id
where attendance.kind = 'audience' and {conditions}
