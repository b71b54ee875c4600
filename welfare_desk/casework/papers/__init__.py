"""Attached papers and the packs bound from them."""
