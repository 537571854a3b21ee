-- Each person once in each part: where the period first sees them there.
select
    {labels}
    sales.{who}{columns}
from {sales} as sales
{joins}
where {conditions}
