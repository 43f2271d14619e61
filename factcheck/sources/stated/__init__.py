"""What a web page states of itself: title, outlet, authors, times, language and address, each with its place."""
