"""Tables, engine and upgrades: storage and nothing clever."""
