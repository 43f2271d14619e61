"""Readings → stories, origins and topics: what reports on one event, what is copied, what can be compared."""

from __future__ import annotations

from factcheck.stories.copies.taken import with_origins
from factcheck.stories.events.group import group_stories
from factcheck.stories.origins import find_origins
from factcheck.stories.topics import group_topics

__all__ = ["find_origins", "group_stories", "group_topics", "with_origins"]
