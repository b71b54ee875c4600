"""Cases on screen: the list of them, the page of one, and the decision that comes at its end."""
