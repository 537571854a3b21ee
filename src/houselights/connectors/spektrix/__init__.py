"""Spektrix: its API v3, signed, read politely, and conformed to our rows."""
