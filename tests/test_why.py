"""`factcheck why`: the parse, the numbers, the rules that spoke or refused, and the claims of one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from factcheck.claims.traced import trace_text
from factcheck.cli import main
from factcheck.reads import rules

pytestmark = pytest.mark.model

SENTENCE = (
    "Nearly 2,000 troops arrived in 1994, the ministry said, and 26 miners and 18 guards were killed on Flight 612."
)


def run(*arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(main, ["why", *arguments], input=given)
    assert result.exit_code == 0, result.output
    return result.output


def test_numbers_claims_and_rules_are_told():
    trace = trace_text(SENTENCE)
    assert [(number.surface, number.measure) for number in trace.numbers] == [
        ("Nearly 2,000 troops", "troops"),
        ("26 miners", "deaths"),
        ("18 guards", "deaths"),
    ]
    assert {(each.surface, each.rule) for each in trace.refused} == {
        ("1994", "not-count.year"),
        ("612", "not-count.label"),
    }
    total = next(claim for claim in trace.claims if claim.derived_from)
    assert total.read_by == ("compose.sum",)
    assert {rule.name for rule in trace.rules} == {name for claim in trace.claims for name in claim.read_by}


def test_a_number_without_a_measure_says_so():
    out = run("Half the time it rains.")
    assert "no rule gives it a measure" in out
    assert "refused by no-measure.one-or-half" in out


def test_lemmas_are_those_that_the_rules_ask_for():
    words = {word.text: word.lemma for word in trace_text("The rebels fled, and the army blamed them.").words}
    assert words["fled"] == "flee"
    assert words["blamed"] == "blame"


def test_words_of_several_paragraphs_are_numbered_through():
    trace = trace_text("Three miners died.\n\nFour guards were hurt.")
    assert [word.number for word in trace.words] == list(range(len(trace.words)))
    four = next(word for word in trace.words if word.text == "Four")
    assert trace.words[four.head].text == "guards"


def test_the_terminal_shows_every_part():
    out = run(SENTENCE)
    for head in ("Parse", "Numbers", "Who says it", "Claims", "Rules that spoke"):
        assert f"\n{head}\n" in f"\n{out}"
    assert "read by number.count, measure.noun" in out
    assert rules()["measure.noun"].says in out


def test_json_is_whole():
    told: dict[str, Any] = json.loads(run(SENTENCE, "--json"))
    assert set(told) == {"text", "words", "numbers", "refused", "rules", "attributions", "claims"}
    assert all(claim["read_by"] for claim in told["claims"])


def test_standard_input_and_a_text_without_words():
    assert "troops: Nearly 2,000 troops" in run("-", given=SENTENCE)
    assert "none that counts or measures" in run("")


def test_a_text_cannot_steer_the_terminal():
    assert "\x1b" not in run("Nearly 2,000 \x1b[31mtroops arrived.")


@pytest.mark.parametrize("given", [None, "Two died. " * 2_001])
def test_a_text_too_long_is_refused_in_one_line(given: str | None):
    arguments = ["why", "-" if given else "Two died. " * 2_001]
    result = CliRunner().invoke(main, arguments, input=given)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "the text has more than 20,000 characters" in result.output
