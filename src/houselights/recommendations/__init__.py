"""Explained recommendations: rules that a person can read, each with its numbers, put away and brought back."""
