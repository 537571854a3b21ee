"""Box offices: one folder each, all alike."""
