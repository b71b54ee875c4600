"""A workbook brought in, row by row."""
