"""The income check: facts, what could be claimed, scenarios side by side."""
