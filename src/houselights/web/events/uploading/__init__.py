"""Many events at once on pages: a workbook given, checked cell by cell, saved, handed back, taken back."""
