from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.checker import _generated_at, _numbered, _plain, _with_origins, check
from factcheck.models import Origin, Source
from factcheck.settings import Settings


def test_sources_are_numbered_in_order() -> None:
    sources = _numbered([Source(id="a", text=""), Source(id="b", text="", number=7), Source(id="a", text="")])
    assert [(source.id, source.number) for source in sources] == [("a", 1), ("b", 7), ("a-2", 3)]


def test_a_new_id_is_nobody_elses() -> None:
    ids = [source.id for source in _numbered([Source(id=id_, text="") for id_ in ("a-2", "a", "a")])]
    assert len(set(ids)) == 3


def test_sources_learn_their_origin() -> None:
    origin = Origin(id="o1", label="", source_ids=("a",))
    assert _with_origins([Source(id="a", text="")], [origin])[0].origin_id == "o1"


def test_settings_are_plain_and_tell_no_folder() -> None:
    plain = _plain(Settings(measures=Path("desk/own.toml"), pipeline="models/en", gap_high=Decimal("0.3")))
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["measures"], plain["pipeline"], plain["gap_high"]) == ("own.toml", "en", 0.3)


@pytest.mark.parametrize(("epoch", "time"), [("0", "1970-01-01T00:00:00Z"), (None, None), ("soon", None)])
def test_the_clock_is_not_asked(monkeypatch: pytest.MonkeyPatch, epoch: str | None, time: str | None) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert _generated_at() == time


@pytest.mark.model
def test_page_furniture_of_a_text_in_hand_is_set_aside():
    text = "Two people died in a fire.\n\nRELATED: Blaze kills six firefighters in Norby\n\nNobody else was hurt."
    (shown,) = check([Source.from_text(text, id="a")]).sources
    assert [shown.text[one.start : one.end] for one in shown.set_aside] == [
        "RELATED: Blaze kills six firefighters in Norby"
    ]
