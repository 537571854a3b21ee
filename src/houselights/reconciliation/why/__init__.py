"""Why an event's data is or is not here: checks in a fixed order, each with the fact behind it, and what mends it."""
