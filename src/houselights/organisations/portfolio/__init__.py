"""A funder's portfolio: the list it gives, who of it was invited, and what each organisation lets it see."""
