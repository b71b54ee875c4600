"""The guide on screen, at the page of the screen one came from."""
