"""Reference lists, and the areas of customers found at build time from keyed postcode tokens."""
