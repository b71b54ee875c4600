"""What is set once: the agency, whom it writes to, this computer, backups, keys."""
