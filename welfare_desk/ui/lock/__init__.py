"""Keeping what is on the screen from those it is not for: the lock, the curtain, idleness, the clipboard.

Keys and passphrases are the vault's; here is only what hides, and what asks to be let back in.
"""
