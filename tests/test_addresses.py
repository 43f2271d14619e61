"""A street address: from words and labels, and what excludes what."""

from __future__ import annotations

import pytest

from factcheck.lexicon.told.addresses import Address, Street

LABELS = [
    "12 quill cv",
    "500 block n quill ave",
    "near 5th st & quill st",
    "31 quill st & mill rd",
    "interstate 35",
    "quill",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_read_back(label: str) -> None:
    address = Address.from_label(label)
    assert address is not None
    assert address.label == label


@pytest.mark.parametrize(
    ("words", "street"),
    [
        ("South St. Norby Avenue", Street("st norby", "ave", "s")),
        ("Saint Norby Ave.", Street("st norby", "ave")),
        ("Fifth Street N.W.", Street("5th", "st", "nw")),
        ("North Avenue", Street("north", "ave")),
        ("Quill Streets", Street("quill")),
        ("I-35", Street("interstate 35")),
        ("U.S. 12", Street("highway 12")),
        ("County Road 3", Street("highway 3")),
    ],
)
def test_words_name_a_street(words: str, street: Street) -> None:
    assert Street.from_words(words) == street


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("4000 block quill ln", "400 block quill ln", "number"),
        ("512 quill ln", "500 block quill ln", ""),
        ("quill cv", "quill cove rd", ""),
        ("512 quill ln", "514 quill ln", "number"),
        ("512 quill ln", "quill ln", ""),
        ("512 quill ln", "400 block quill ln", "neighbour"),
        ("400 block quill ln", "500 block quill ln", "neighbour"),
        ("quill ave", "quill pl", "type"),
        ("quill ave", "512 quill", ""),
        ("512 n quill", "512 s quill", "direction"),
        ("512 n quill", "512 nw quill", ""),
        ("512 quillfeather", "quilfeather", "spelling"),
        ("quill feather", "quill-feather", ""),
        ("31 quill st", "200 tanner st", "street"),
        ("31 quill st", "tanner st", ""),
        ("quill st", "tanner st", ""),
        ("quill st & mill rd", "tanner st & mill rd", "crossing"),
        ("quill st & mill rd", "mill rd & quill st", ""),
        ("quill st & mill rd", "quill pl & mill rd", "type"),
        ("quill st & mill rd", "31 quill ct", "type"),
        ("quill st & mill rd", "31 tanner ct", ""),
        ("2500 mlm pkwy", "2500 block mara lind moss pkwy", ""),
        ("512 highway 8", "512 tanner rd", ""),
    ],
)
def test_what_excludes_what(one: str, two: str, kind: str) -> None:
    a, b = Address.from_label(one), Address.from_label(two)
    assert a is not None
    assert b is not None
    assert a.difference(b) == b.difference(a) == kind
    assert a.excludes(b) == bool(kind)


def test_a_label_without_a_street_is_none() -> None:
    assert Address.from_label("") is None
