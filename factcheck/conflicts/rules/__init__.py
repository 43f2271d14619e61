"""A file a rule: what it finds, and its record, from which the rest of the program knows its codes."""
