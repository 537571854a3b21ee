"""Customers to people: which records are one person's, told from keyed tokens alone."""
