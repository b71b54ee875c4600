"""What an advisor does, one function each; the only opener of units of work."""
