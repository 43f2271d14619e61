"""A parsed block → its numbers, each with hedge, unit or counted noun; what only looks like a number is refused."""
