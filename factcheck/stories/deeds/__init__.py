"""What one voice says was done and another denies, by the deed."""
