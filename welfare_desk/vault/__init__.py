"""Keys, slots, lock, backup, restore and the tamper-evident log; nothing of what the tables mean."""
