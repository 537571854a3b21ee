"""Sync runs, landing and findings: how data arrive."""
