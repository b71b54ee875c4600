"""Rows in, bytes out: the funder's report as PDF, workbook and CSV."""
