"""Numbers, measures and frames → numeric claims, and one claim from many: sums, lists, anaphora, single persons."""
