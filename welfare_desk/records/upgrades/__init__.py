"""Numbered upgrades of the tables, one tree for the encrypted file and for PostgreSQL."""
