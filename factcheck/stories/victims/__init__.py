"""Which reports tell of one victim."""
