"""What the law gives a client over their data: access, erasure, retention, privacy."""
