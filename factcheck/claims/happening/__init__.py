"""When and where acts happened: a parsed block → days, clock times and streets, each with its act."""
