"""The last act taken back, and what was taken out put back."""
