"""The attackers: they have what every reader has, and try to work out what is hidden."""
