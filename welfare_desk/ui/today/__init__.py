"""The day at the practice: who is booked, and what falls before the next session."""
