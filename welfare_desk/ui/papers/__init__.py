"""Papers other people wrote, and packs made of them, on screen."""
