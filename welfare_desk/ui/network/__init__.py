"""A network of practices: its parts side by side, and those who work in it."""
