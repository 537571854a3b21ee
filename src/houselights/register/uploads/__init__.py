"""Uploads: workbooks of events that people give, previewed by cell, stored whole or not at all, undone."""
