"""Organisations, people, roles and permissions."""
