"""What speaks for a finding and against it by how it was read, as named features between 0 and 1."""
