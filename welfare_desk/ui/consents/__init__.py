"""What a client agrees to or refuses: the conversation, recorded, and its ending."""
