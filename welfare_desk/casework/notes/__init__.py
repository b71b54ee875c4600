"""Evidence notes, and the one door to what they say."""
