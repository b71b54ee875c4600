"""What is done for a client: cases, their dates and journal, claims, challenges."""
