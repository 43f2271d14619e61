"""Readings → stories: which reports tell of one event, by the names, rare words, numbers and days that they tell."""
