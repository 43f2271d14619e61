"""The word lists, a word a line in TOML files, and the types that they become."""
