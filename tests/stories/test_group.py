from __future__ import annotations

import datetime as dt

import pytest

from factcheck.lexicon.comparing import load_words
from factcheck.models import Mention, Reading, SetAside, Source
from factcheck.stories import group_stories

BLAST = "A blast at the Orrin mill in Northville killed 12 people, Mayor Ada Marsh said. Crews from Sylvan County came."
AGAIN = "The mayor of Northville, Ada Marsh, said 17 had died when the Orrin mill blew up. Sylvan County sent crews."
FLOOD = "Heavy rain flooded the streets of Southport, where Bo Lind leads the rescue, and cut the road to Eastwick."


def made(number: int, text: str, day: int | None = None, **more: object) -> Source:
    published = None if day is None else dt.date(2021, 5, day)
    return Source(id=f"s{number}", number=number, text=text, published=published, **more)  # type: ignore[arg-type]  # fields by name


def grouped(*sources: Source, readings: tuple[Reading, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(story.source_ids) for story in group_stories(sources, readings, words=load_words())}


def test_shared_names_make_a_story() -> None:
    assert grouped(made(1, BLAST), made(2, AGAIN), made(3, FLOOD)) == {frozenset({"s1", "s2"}), frozenset({"s3"})}


def test_nothing_in_common_stays_apart() -> None:
    assert len(grouped(made(1, BLAST), made(2, FLOOD), made(3, ""))) == 3


def test_one_name_is_enough_for_reports_that_open_alike() -> None:
    assert (
        len(
            grouped(
                made(1, "A fire in Northville killed 12 people."), made(2, "The fire in Northville killed 17 people.")
            )
        )
        == 1
    )


def test_one_name_is_not_enough_for_reports_that_do_not() -> None:
    first = "A fire in Northville killed 12 people at a home for the elderly, and its cause is not known."
    second = "The council of Northville opens two swimming pools this summer and raises the price of tickets."
    assert len(grouped(made(1, first), made(2, second))) == 2


def test_names_that_any_report_has_count_for_nothing() -> None:
    first = "The governor told Reuters in Washington on Monday that the United States would send grain to the islands."
    second = "A court in Washington on Monday, said Reuters, let the United States seize a yacht of the old regime."
    assert len(grouped(made(1, first), made(2, second))) == 2


@pytest.mark.parametrize(("day", "stories"), [(4, 1), (30, 2)])
def test_reports_far_apart_need_more_in_common(day: int, stories: int) -> None:
    first = made(1, "Police in Northville searched the Orrin mill after the blast.", 3)
    second = made(2, "At the Orrin fair in Northville, cheese and wine are on offer.", day)
    assert len(grouped(first, second)) == stories


def test_mentions_count_as_names() -> None:
    mentions = tuple(Mention(text, "LOC", 0, 0) for text in ("Northville", "Orrin"))
    readings = tuple(Reading(source_id=f"s{number}", mentions=mentions) for number in (1, 2))
    sources = (made(1, "northville, orrin"), made(2, "ORRIN, NORTHVILLE"))
    assert len(grouped(*sources)) == 2
    assert len(grouped(*sources, readings=readings)) == 2, "written small, they are no names"
    assert len(grouped(made(1, ""), made(2, ""), readings=readings)) == 1


def test_what_is_set_aside_counts_for_nothing() -> None:
    menu = " See also the Orrin mill in Northville, and Ada Marsh."
    sources = [
        made(n, text + menu, set_aside=(SetAside(len(text), len(text + menu), "menu"),))
        for n, text in ((1, FLOOD), (2, ""))
    ]
    assert len(grouped(*sources)) == 2


def test_the_order_of_sources_changes_no_story() -> None:
    sources = [made(1, BLAST, 3), made(2, AGAIN, 4), made(3, FLOOD, 4), made(4, BLAST + FLOOD, 5)]
    first = group_stories(sources, (), words=load_words())
    second = group_stories(sources[::-1], (), words=load_words())
    assert {(story.id, frozenset(story.source_ids)) for story in first} == {
        (s.id, frozenset(s.source_ids)) for s in second
    }


def test_a_story_has_the_title_of_its_earliest_source() -> None:
    stories = group_stories(
        [made(1, BLAST, 4, title="Later"), made(2, AGAIN, 3, title="Earlier")], (), words=load_words()
    )
    assert [story.title for story in stories] == ["Earlier"]


def test_many_reports_of_one_event_are_one_story() -> None:
    sources = [made(number, BLAST if number % 2 else AGAIN, 1 + number % 3) for number in range(300)]
    assert len(group_stories(sources, (), words=load_words())) == 1
