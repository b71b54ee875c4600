"""A desk several people share on a server: making it, joining it, its keys, cover, moving in and out."""
