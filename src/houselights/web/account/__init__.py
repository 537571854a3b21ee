"""Signing in, and setting a password by a one-time link."""
