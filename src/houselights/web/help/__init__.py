"""Guides, open to all."""
