"""Gains: the ledger with the proof of each line, and the report with the records behind each figure."""
