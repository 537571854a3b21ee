-- A record is one, however often it orders; tickets without a customer have none.
select
    {by}
    {records} as value,
    {records} as base
from counted_tickets
{grouping}
