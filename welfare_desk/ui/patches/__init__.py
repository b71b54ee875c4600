"""Patches of homes: the homes in walking order, lists of addresses taken in, what a span of days came to."""
