-- People whom these days see at two events: each once.
select 1 as person
from {sales} as sales
where {conditions}
