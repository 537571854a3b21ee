-- The registered event that a person's history begins with: of what is of that first day, what was performed first.
with ranked as (
    select
        ticket_sales.person, events.event, events.event_id,
        row_number() over (
            partition by ticket_sales.person order by ticket_sales.performed_on, events.event_id
        ) as place
    from {sales} as ticket_sales
    inner join firsts
        on ticket_sales.person = firsts.person and ticket_sales.{day} = firsts.first_on
    inner join events
        on ticket_sales.event_id = events.event_id
    where not ticket_sales.is_cancelled and {held}
)

select person, event, event_id
from ranked
where place = 1
