"""Practices, their sessions, and who is booked."""
