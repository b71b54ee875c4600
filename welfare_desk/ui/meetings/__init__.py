"""One meeting, the round at the end of a session, and what to do when somebody is at risk."""
