"""The funder's console: whose return is in, who is late, what is still open by count and code; never a row."""
