-- Each ticket on the day it was sold, each customer on the day of their first; then added up, the earliest first.
select
    {by}
    cast(coalesce(sum(tickets) over ({onwards}), 0) as bigint) as value,
    cast(coalesce(sum(customers) over ({onwards}), 0) as bigint) as base
from (
    select {by} sum(tickets) as tickets, sum(customers) as customers
    from (
        select {by} tickets, 0 as customers
        from counted_tickets
        union all
        select {by_earliest} 0 as tickets, 1 as customers
        from counted_tickets
        where customer is not null
        {group_others}
    ) as entries
    {grouping}
) as steps
