"""The houselights command."""
