"""Blanks on a page: what is missing, a suggestion beside each, and filling in many at once."""
