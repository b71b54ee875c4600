"""What a client has agreed to, and what follows when that ends."""
