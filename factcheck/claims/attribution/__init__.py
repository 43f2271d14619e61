"""A parsed block → who is said to have said what."""
