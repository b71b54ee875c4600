"""The practice desk: invented people to learn on."""
