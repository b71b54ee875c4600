"""What was taken out and may be put back."""
