"""Looking up rates and rules. The tables themselves are resources; how they are said is casework."""
