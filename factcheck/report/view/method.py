"""How a report was made → what its last page says: the tool, the settings, what was left uncompared, the rules."""

from __future__ import annotations

import msgspec

from factcheck.conflicts.registry import all_codes, code_of
from factcheck.conflicts.wording import in_marks
from factcheck.models import Report, Topic
from factcheck.report.ground.cite import value_words
from factcheck.report.ground.index import Index, has_row
from factcheck.report.ground.phrases import SETTINGS, TERMS, counted, listed, number, source_numbers
from factcheck.report.ground.text import clean_line, shorten

__all__ = ["FactView", "MethodView", "RuleView", "view_method"]


_SHOWN = 3
_VALUE = 60


class FactView(msgspec.Struct, frozen=True):
    """A label and what stands beside it."""

    label: str
    text: str


class RuleView(msgspec.Struct, frozen=True):
    """A rule's code, what its finding is called, and the rule in one line."""

    code: str
    kind: str
    meaning: str


class MethodView(msgspec.Struct, frozen=True):
    """How the report was made, and what was left uncompared; `command` makes it again, `check` verifies it."""

    tool: tuple[FactView, ...]
    settings: tuple[FactView, ...]
    rules: tuple[RuleView, ...]
    set_aside: str
    topics: str
    not_compared: tuple[FactView, ...]
    terms: tuple[FactView, ...]
    command: str
    check: str


def view_method(report: Report, index: Index) -> MethodView:
    """Return what the method page says of a report."""
    tool = report.tool
    facts = (
        FactView("Made with", " ".join(filter(None, (clean_line(tool.name), clean_line(tool.version))))),
        FactView("English pipeline", clean_line(tool.pipeline)),
        FactView("Its SHA-256", clean_line(tool.pipeline_sha256)),
        FactView("Format of the data", f"schema version {report.schema_version}"),
    )
    return MethodView(
        tool=tuple(fact for fact in facts if fact.text),
        settings=tuple(_setting(key, value) for key, value in sorted(report.settings.items())),
        rules=tuple(RuleView(code.code, code.title, code.line) for code in all_codes().values()),
        set_aside=_set_aside(report),
        topics=_topics(report),
        terms=tuple(FactView(term, meaning) for term, meaning in TERMS.items()),
        not_compared=tuple(
            FactView(clean_line(topic.label), f"{_why(topic, index)}{_words(topic, index)}")
            for topic in report.topics
            if topic.verdict == "not_compared"
        ),
        command=_command(report),
        check="factcheck verify REPORT.pdf, or REPORT.json",
    )


def _setting(key: str, value: object) -> FactView:
    text = "not set" if value is None else clean_line(str(value))
    return FactView(SETTINGS.get(key, clean_line(key).replace("_", " ")), text)


def _set_aside(report: Report) -> str:
    """Return how much of the texts was not read for claims; "" where all was."""
    parts = [aside for source in report.sources for aside in source.set_aside]
    if not parts:
        return ""
    length, whole = sum(aside.end - aside.start for aside in parts), sum(len(source.text) for source in report.sources)
    share = round(100 * length / whole) if whole else 0
    return f"{counted(len(parts), 'part')} of the texts, {number(length)} characters or {share}% of them"


def _topics(report: Report) -> str:
    """Return what became of the topics: how many are in the table, and how many are not."""
    rows = sum(has_row(topic, report) for topic in report.topics)
    left = sum(topic.verdict == "not_compared" for topic in report.topics)
    alone = len(report.topics) - rows - left
    listed_alone = sum(code_of(finding.code).alone for finding in report.findings)
    return (
        f"{counted(len(report.topics), 'topic')}: {number(rows)} in the table, {number(alone)} of one source only "
        f"({number(listed_alone)} of weight, listed), {number(left)} not compared"
    )


def _words(topic: Topic, index: Index) -> str:
    """Return the first few of a topic's values, as printed."""
    values = dict.fromkeys(shorten(value_words(claim, index), _VALUE) for claim in index.claims_of(topic.claim_ids))
    return f": {listed([in_marks(value) for value in list(values)[:_SHOWN]])}" if values else ""


def _command(report: Report) -> str:
    """Return the command that makes the report again from its documents."""
    words = ["factcheck report DOCUMENTS"]
    settings = report.settings
    if settings.get("estimate", "range") != "range":
        words.append(f"--estimate {clean_line(str(settings['estimate']))}")
    words += [
        f"--{key} {clean_line(str(settings[key]))}" for key in ("hedges", "measures", "pipeline") if settings.get(key)
    ]
    return " ".join(words)


def _why(topic: Topic, index: Index) -> str:
    """Return why a topic was left uncompared, as far as its claims show it, and where it is spoken of."""
    claims = index.claims_of(topic.claim_ids)
    where = source_numbers(index.number_of(claim.source_id) for claim in claims)
    if any(claim.confidence == "low" for claim in claims):
        return f"some of the words could be read with low confidence only ({where})"
    if topic.told_of is None:
        return f"the words do not say what is meant ({where})"
    return f"the words leave open whether the same part of the whole is meant ({where})"
