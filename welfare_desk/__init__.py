"""Welfare Desk: casework, evidence and gains for advisors who sit in Scottish GP practices."""

__version__ = "0.1.0"
