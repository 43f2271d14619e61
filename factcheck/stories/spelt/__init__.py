"""Names that several reports spell: which are one, and which spellings of it differ."""
