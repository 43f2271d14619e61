"""What print asks for beyond a page: words that fit, characters that a font has, the standards of the file."""
