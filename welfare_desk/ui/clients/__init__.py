"""The clients: finding one, the page of one, their details."""
