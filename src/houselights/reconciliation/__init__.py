"""Checks that look at the whole path: landing, warehouse and released figures agree."""
