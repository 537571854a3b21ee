"""The trail: append-only, at the bottom; every action writes to it."""
