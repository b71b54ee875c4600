"""Rates and rules with their sources."""
