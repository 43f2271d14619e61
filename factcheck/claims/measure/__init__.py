"""A number → what it measures, by the roles of verbs and nouns that the catalogue names."""
