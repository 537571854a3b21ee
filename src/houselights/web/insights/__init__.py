"""Figures on pages: charts, sentences and tables, and the same as files."""
