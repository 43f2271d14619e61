"""Two reports → what is new, changed and resolved, as data and as a page."""
