"""Ticket types: what an organisation's prices are called at the box office, and the price class of each."""
