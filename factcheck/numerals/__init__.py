"""Words become numbers. `scan` reads a run of words, `spelled` the number words in it."""

from factcheck.numerals.scan import Numeral, parse_number, scan_numerals, vague_base
from factcheck.numerals.spelled import multipliers, plain

__all__ = ["Numeral", "multipliers", "parse_number", "plain", "scan_numerals", "vague_base"]
