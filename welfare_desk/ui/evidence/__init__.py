"""Evidence: the record read under consent, what was noted in it, and what it does not say yet."""
