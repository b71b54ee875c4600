"""Practices and their sessions, meetings, post, links to other services."""
