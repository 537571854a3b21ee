-- What people say of attendance, each of its part: one performance, or days. What is said of days goes before what is
-- said of one performance in them.
with placed as (
    select
        given.event_id, given.kind, given.figure, given.method, performances.performance_number,
        coalesce(performances.performed_on, given.first_on) as first_on,
        coalesce(performances.performed_on, given.last_on) as last_on
    from attendance_given as given
    left join performances
        on given.event_id = performances.event_id
        and given.connection_id = performances.connection_id
        and given.performance_id = performances.performance_id
    where given.performance_id is null or not performances.is_cancelled
),

of_days as (
    select * from placed where performance_number is null
)

select * from of_days
union all
select placed.*
from placed
where
    placed.performance_number is not null
    and not exists (
        select 1
        from of_days
        where
            of_days.event_id = placed.event_id
            and of_days.kind = placed.kind
            and placed.first_on between of_days.first_on and of_days.last_on
    )
