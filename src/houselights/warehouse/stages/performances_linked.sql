-- Each performance under the one registered event it belongs to: a link narrowed to it goes before one to all.
with candidates as (
    select
        performances_listed.*,
        links.event_id,
        row_number() over (
            partition by
                performances_listed.connection_id,
                performances_listed.performance_id,
                performances_listed.box_office_event_id
            order by case when links.performance_id is null then 1 else 0 end, links.event_id
        ) as place
    from performances_listed
    inner join links
        on performances_listed.connection_id = links.connection_id
        and performances_listed.box_office_event_id = links.box_office_event_id
        and (links.performance_id is null or links.performance_id = performances_listed.performance_id)
)

select
    performance_number, connection_id, performance_id, box_office_event_id, event_id, performed_on, starts_local,
    is_cancelled, venue_name, venue_postcode, plan_name, capacity, scanned, house_tickets
from candidates
where place = 1
