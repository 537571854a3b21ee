"""The gate: what may be shown, and to whom."""
