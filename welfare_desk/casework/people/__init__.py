"""Who comes: clients and their households, how they were referred, who may act for them."""
