-- What was sold for each performance by so many days before it, once it has come so near: at the stages of a curve, or
-- at the one where it is. What was sold between two stages was sold by the nearer one to the performance.
with stages as (
    select every_day.days_before, max(days.stage) as stage
    from (select unnest(range({farthest} + 1)) as days_before) as every_day
    inner join (select unnest({stages}) as stage) as days
        on days.stage <= every_day.days_before
    group by every_day.days_before
),

sold_by_stage as (
    select sold.performance_number, stages.stage, sum(sold.tickets) as tickets
    from sold_by_day as sold
    inner join stages
        on sold.days_before = stages.days_before
    group by sold.performance_number, stages.stage
)

select
    performances.performance_number,
    days.days_before,
    cast(coalesce(sum(sold.tickets) filter (where sold.stage >= days.days_before), 0) as bigint) as tickets
from performances
inner join (select unnest({stages}) as days_before) as days
    on days.days_before {comes} least(greatest(performances.performed_on - $known_until, 0), {farthest})
left join sold_by_stage as sold
    on performances.performance_number = sold.performance_number
group by performances.performance_number, performances.performed_on, days.days_before
order by performances.performed_on
