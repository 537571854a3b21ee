"""A funder's portfolio: who is in it and whether their feed is connected."""
