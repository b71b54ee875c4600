"""How the service answers for its work: files read by another, complaints, incidents, slips."""
