"""The ledger of what has left the house: every release as it was frozen, and to whom its tables were given."""
