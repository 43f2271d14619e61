from __future__ import annotations

import datetime as dt

from factcheck.lexicon.comparing import load_words
from factcheck.models import Mention, Reading, SetAside, Source
from factcheck.stories import group_stories
from factcheck.stories.events.linkage import gather
from factcheck.stories.events.traits import likeness, traits_of

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


def test_reports_far_apart_are_less_alike() -> None:
    lists = load_words()
    first, near, far = (traits_of(made(1, BLAST, day), (), lists) for day in (3, 4, 30))
    assert likeness(first, near) > 1.5 * likeness(first, far) > 0


def test_two_events_of_one_town_stay_apart_without_a_day() -> None:
    first = "A bus left the road near Northville and nine pupils were hurt. Mayor Ada Marsh came to the hospital."
    second = "Thieves broke into a jeweller's shop in Northville. Mayor Ada Marsh wants more cameras in the alleys."
    assert len(grouped(made(1, first), made(2, second))) == 2


def test_days_told_in_the_text_part_and_join() -> None:
    told = "Gunmen robbed a bank in Northville on {}, fled by motorcycle and left {} hostages tied in the cellar."
    first, same, other = (told.format(*each) for each in (("4 March", 3), ("March 4", 5), ("9 October", 6)))
    lists = load_words()
    one, two, three = (traits_of(made(1, text), (), lists) for text in (first, same, other))
    assert likeness(one, two) > 1.2 * likeness(one, three) > 0


def test_another_source_changes_no_likeness() -> None:
    lists = load_words()
    assert likeness(traits_of(made(1, BLAST), (), lists), traits_of(made(2, AGAIN), (), lists)) > 0.15
    sources = [made(1, BLAST), made(2, AGAIN)]
    assert frozenset({"s1", "s2"}) in grouped(*sources, made(3, FLOOD))


FERRY = (
    "A ferry sank off Lamo island after hitting a reef, and divers of the coast guard searched its hull for passengers."
)
SHOES = (
    "Flames swept through a shoe factory in Destra and killed workers behind locked doors; the brigade blames wiring."
)


def test_a_round_up_is_a_story_of_its_own() -> None:
    ferry, shoes, both = made(1, FERRY), made(2, SHOES), made(3, f"{FERRY}\n\n{SHOES}")
    assert grouped(ferry, shoes, both) == {frozenset({"s1"}), frozenset({"s2"}), frozenset({"s3"})}


def test_two_threads_of_one_event_are_no_round_up() -> None:
    told = f"{FERRY}\n\nThe owner, Mila Rusk, closed her offices and let lawyers speak for the firm about pay."
    assert len(grouped(made(1, FERRY), made(2, told))) == 1


def test_mentions_count_as_names_in_capitals() -> None:
    mentions = tuple(Mention(text, "LOC", 0, 0) for text in ("NORTHVILLE", "ORRIN"))
    source = made(1, "BLAST TEARS THROUGH ORRIN MILL IN NORTHVILLE")
    assert set(traits_of(source, mentions, load_words()).names) == {"orrin", "northville"}
    assert not traits_of(source, (), load_words()).names


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


def test_groups_are_joined_by_their_average() -> None:
    alike = {(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.0, (3, 4): 0.3}
    pairs = lambda a, b: alike.get((a, b), 0.0)  # noqa: E731
    assert sorted(gather(5, alike, pairs, 0.3)) == [[0, 1], [2], [3, 4]]
    assert sorted(gather(5, alike, pairs, 0.2)) == [[0, 1, 2], [3, 4]]
