-- Each ticket with the time during which it was held: `seen_until` is null while it still is.
select ticket_holdings.*
from ticket_holdings
left join (select distinct connection_id, ticket_id from contested_holdings) as contested
    on ticket_holdings.connection_id = contested.connection_id
    and ticket_holdings.ticket_id = contested.ticket_id
where contested.ticket_id is null
union all
select * from contested_holdings
