"""What English says in lists: the TOML files of `en` become typed tables, by one loader.

No list of words stands anywhere else in the program. A list that only one rule asks for is a key of its room's file.
"""
