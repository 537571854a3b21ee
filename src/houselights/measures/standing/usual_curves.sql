-- What is usual for an event so many days before a performance: the middle one of those alike that are over.
with houses as (
    select performances.performance_number, performances.performed_on, events.event_id, events.event_type, events.sub_discipline
    from performances
    inner join events
        on performances.event_id = events.event_id
    where not performances.is_cancelled and performances.performed_on is not null
),

runs as (
    select event_id, event_type, sub_discipline, count(*) as performances, max(performed_on) as last_on
    from houses
    group by event_id, event_type, sub_discipline
),

-- Of events that are over: tickets of one performance, the average of the run, by so many days before.
steps as (
    select houses.event_id, sold.days_before, sum(sold.tickets) as tickets
    from houses
    inner join sold_by_day as sold
        on houses.performance_number = sold.performance_number
    group by houses.event_id, sold.days_before
),

every_day as (
    select unnest(range({farthest} + 1)) as days_before
),

curves as (
    select
        runs.event_id,
        every_day.days_before,
        coalesce(sum(steps.tickets) over (partition by runs.event_id order by every_day.days_before desc), 0)
            / runs.performances as tickets
    from runs
    cross join every_day
    left join steps
        on runs.event_id = steps.event_id and every_day.days_before = steps.days_before
    where runs.last_on < $known_until
),

-- Alike in type and sub-discipline, and with half to double as many performances.
comparable as (
    select one.event_id, other.event_id as other_id
    from runs as one
    inner join runs as other
        on one.event_type = other.event_type
        and one.sub_discipline = other.sub_discipline
    where one.event_id <> other.event_id
        and one.event_type <> 'unknown'
        and one.sub_discipline <> 'unknown'
        and other.last_on < $known_until
        and other.performances between one.performances / 2.0 and one.performances * 2
)

select comparable.event_id, curves.days_before, median(curves.tickets) as tickets
from comparable
inner join curves
    on comparable.other_id = curves.event_id
group by comparable.event_id, curves.days_before
having count(*) >= {enough}
