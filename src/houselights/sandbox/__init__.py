"""The Spektrix-compatible box office and its made-up theatres. Not Spektrix, and not affiliated with it."""
