-- Tickets of each performance by how far ahead they were booked and their price class, added up: whoever has them, for
-- what is only a sum. Of the days on which they were sold the last tells how far ahead as well as any.
select
    performance_number,
    event_id,
    performed_on,
    any_value(performance_month) as performance_month,
    any_value(performance_quarter) as performance_quarter,
    any_value(performance_financial_year) as performance_financial_year,
    is_cancelled,
    max(sold_on) as sold_on,
    price_class,
    {sums},
    cast(null as bigint) as order_number,
    cast(null as bigint) as customer,
    cast(null as bigint) as person,
    cast(null as varchar) as postcode_kind,
    cast(null as varchar) as area_local_authority,
    cast(null as varchar) as area_local_authority_code,
    cast(null as timestamp) as seen_until
from each_ticket as sales
where seen_until is null
group by performance_number, event_id, performed_on, is_cancelled, price_class, {how_far}
