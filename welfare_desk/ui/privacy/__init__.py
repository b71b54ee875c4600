"""Screens of what people may ask of us about their data."""
