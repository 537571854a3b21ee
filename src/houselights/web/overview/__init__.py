"""The front of an organisation: is the feed well, what to do next, this quarter beside last year."""
