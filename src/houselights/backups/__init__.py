"""Backups: everything in the home as one sealed file, made while it serves and syncs, and a home made of one again."""
