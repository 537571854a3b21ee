"""The box office on pages: connecting, checking for sales, the catalogue and its links."""
