"""What is round a case: the post, local services, a client's goals and links, who lives together."""
