"""What the program costs, measured beside the bare work, and what its tests would let through."""
