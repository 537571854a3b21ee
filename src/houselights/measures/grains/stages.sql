-- Performances at so many days before them, once they have come so near: what was sold by then, and what is usual.
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

-- What was sold on the day itself, or noted after it, was sold by the day.
sold as (
    select performance_number, least(greatest(performed_on - sold_on, 0), {farthest}) as days_before, count(*) as tickets
    from ticket_sales
    where seen_until is null
    group by performance_number, least(greatest(performed_on - sold_on, 0), {farthest})
),

-- Of events that are over: tickets of one performance, the average of the run, by so many days before.
steps as (
    select houses.event_id, sold.days_before, sum(sold.tickets) as tickets
    from houses
    inner join sold
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

-- What was sold between two stages was sold by the nearer one to the performance.
stages as (
    select every_day.days_before, max(days.stage) as stage
    from every_day
    inner join (select unnest({stages}) as stage) as days
        on days.stage <= every_day.days_before
    group by every_day.days_before
),

sold_by_stage as (
    select sold.performance_number, stages.stage, sum(sold.tickets) as tickets
    from sold
    inner join stages
        on sold.days_before = stages.days_before
    group by sold.performance_number, stages.stage
),

reached as (
    select
        performances.performance_number,
        performances.event_id,
        days.days_before,
        coalesce(sum(sold.tickets) filter (where sold.stage >= days.days_before), 0) as tickets
    from performances
    inner join (select unnest({stages}) as days_before) as days
        on days.days_before {comes} least(greatest(performances.performed_on - $known_until, 0), {farthest})
    left join sold_by_stage as sold
        on performances.performance_number = sold.performance_number
    where {conditions}
    group by performances.performance_number, performances.event_id, days.days_before
),

asked as (
    select distinct event_id, days_before
    from reached
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
),

usual as (
    select asked.event_id, asked.days_before, median(curves.tickets) as tickets
    from asked
    inner join comparable
        on asked.event_id = comparable.event_id
    inner join curves
        on comparable.other_id = curves.event_id and asked.days_before = curves.days_before
    group by asked.event_id, asked.days_before
    having count(*) >= {enough}
)

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
from reached
inner join performances
    on reached.performance_number = performances.performance_number
inner join events
    on performances.event_id = events.event_id
left join usual
    on performances.event_id = usual.event_id
    and reached.days_before = usual.days_before
