"""Letters: the list of them, and the page on which one is drafted, checked, issued and printed."""
