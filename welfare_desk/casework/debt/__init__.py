"""Debts, budgets, offers, and the ways out."""
