"""Blanks: fields that a return asks for and nobody has filled, and what each most likely is, by rules to read."""
