"""Gains in the ledger, and every figure a report is made of."""
