"""House accounts: customer records that are nobody in particular, left out of the figures about people."""
