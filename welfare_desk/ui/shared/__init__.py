"""What the window shows of a desk that others share: who is here too, and whether the server answers."""
