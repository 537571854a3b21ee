"""The `houselights` command: each command parses, calls one action, prints what it answers."""
