"""Filters kept under a name: the page of them, what the lists have in common, what the palette finds."""
