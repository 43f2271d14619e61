from __future__ import annotations

from factcheck.stories.links import connected


def test_links_connect() -> None:
    assert connected(5, [(3, 1), (1, 4)]) == [[0], [1, 3, 4], [2]]
