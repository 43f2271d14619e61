"""A report's file → what in it does not hold."""
