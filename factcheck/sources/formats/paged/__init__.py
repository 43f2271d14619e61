"""PDF: its characters as they are set, its lines in reading order, its broken words."""
