"""The register on pages: list, add, edit, one event, adopting from the box office."""
