"""The income check, its questions and its rates."""
