"""The first steps: make or choose a desk, keep its recovery key, and the way back when one is forgotten."""
