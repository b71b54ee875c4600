"""Papers other people made: told by what is in them, opened in a process of their own, brought onto A4.

``apart`` is what casework calls; everything else here runs in the short-lived process.
"""
