"""Frozen facts in, bytes out (PDF and Word); a letter asks no questions of the database."""
