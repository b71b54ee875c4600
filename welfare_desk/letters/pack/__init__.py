"""Papers bound into one pack for a tribunal: cover, index, dividers, every page numbered.

``plan`` says what stands where, ``own_pages`` sets the pages that are ours, ``bind`` puts all together.
"""
