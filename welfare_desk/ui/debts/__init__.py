"""Debts as they are recorded."""
