"""Exclusion rules: what takes box-office events out of the figures; data that people read, off until switched on."""
