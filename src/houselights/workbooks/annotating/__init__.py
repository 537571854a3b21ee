"""The person's own workbook marked up with openpyxl, in the process apart."""
