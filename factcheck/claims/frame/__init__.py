"""A number with its measure → of whom, where, when, in what part and with what standing it is told."""
