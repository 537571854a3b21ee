"""Recommendations on pages: what the figures suggest, why, and putting one away."""
