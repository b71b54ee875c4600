"""What a household could claim: facts once, each benefit in the order in which one opens another."""
