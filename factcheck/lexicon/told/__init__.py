"""What a label tells, as a value: an address, a clock time, the spelling of a name."""
