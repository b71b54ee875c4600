"""A desk kept whole: its keys, backups, upgrades, and what to do when one is lost or damaged."""
