"""Sources → a report: the floors below, one after the other."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from factcheck.conflicts import find_findings
from factcheck.errors import SourceError, log_cause, walled
from factcheck.lexicon.catalogue import load_measures
from factcheck.lexicon.categories import load_categories
from factcheck.lexicon.comparing import load_words
from factcheck.models import Origin, Reading, Report, Skipped, Source, Tool, without_surrogates
from factcheck.settings import Settings
from factcheck.stories import find_origins, group_stories, group_topics, with_origins

__all__ = ["check"]


def check(
    sources: Sequence[Source],
    *,
    settings: Settings = Settings(),  # noqa: B008  it is frozen
    skipped: Sequence[Skipped] = (),
    strict: bool = False,
) -> Report:
    """Return the report on the sources.

    Sources without a number are numbered from 1 in the order given; of two with one id the second gets a new one. No
    sources make an empty report. A source that cannot be read is left out, and the report's `skipped` has it behind
    those given; with `strict` it raises SourceError. Raises PipelineError where the pipeline cannot be loaded,
    SettingsError where a settings file cannot.
    """
    catalogue, words = load_measures(settings.measures), load_words()
    numbered, readings, failed = _read(_numbered(sources), settings, strict=strict)
    stories = group_stories(numbered, readings, words=words)
    origins = find_origins(numbered, readings, catalogue, stories)
    readings = with_origins(readings, numbered, origins)
    published = {source.id: source.published for source in numbered}
    grouped = group_topics(stories, readings, catalogue, published=published, settings=settings, words=words)
    findings, topics = find_findings(
        grouped, numbered, origins, catalogue, settings, categories=load_categories(), words=words
    )
    return Report(
        tool=_tool(settings),
        settings=_plain(settings),
        generated_at=_generated_at(),
        sources=_with_origins(numbered, origins),
        skipped=(*skipped, *failed),
        origins=origins,
        stories=stories,
        claims=grouped.claims,
        accounts=grouped.accounts,
        topics=topics,
        findings=findings,
    )


def _read(
    sources: Sequence[Source], settings: Settings, *, strict: bool
) -> tuple[tuple[Source, ...], list[Reading], list[Skipped]]:
    """Return the sources that can be read with their readings, and the others; the rest is numbered without a gap."""
    from factcheck.claims import stream_claims
    from factcheck.sources.documents import with_set_aside

    failed: list[SourceError] = []

    def fail(error: SourceError) -> None:
        if strict:
            raise error
        failed.append(error)

    read: list[Source] = []
    for source in sources:
        try:
            read.append(walled(source.path or source.id, with_set_aside, source))
        except SourceError as error:
            log_cause(error)
            fail(error)
    readings = list(stream_claims(read, settings=settings, on_failed=fail))
    known = {reading.source_id for reading in readings}
    kept = tuple(source for source in read if source.id in known)
    if failed:
        kept = tuple(msgspec.structs.replace(source, number=at) for at, source in enumerate(kept, start=1))
    return kept, readings, [Skipped(error.path, error.reason) for error in failed]


def _numbered(sources: Sequence[Source]) -> tuple[Source, ...]:
    taken = {source.id for source in sources}
    used: set[str] = set()
    numbered = []
    for at, source in enumerate(sources, start=1):
        id_ = source.id
        if id_ in used:
            id_ = next(name for name in (f"{source.id}-{n}" for n in count(2)) if name not in taken)
            taken.add(id_)
        used.add(id_)
        digest = hashlib.sha256(without_surrogates(source.text).encode()).hexdigest()
        numbered.append(msgspec.structs.replace(source, id=id_, number=source.number or at, text_sha256=digest))
    if len({source.number for source in numbered}) < len(numbered):
        numbered = [msgspec.structs.replace(source, number=at) for at, source in enumerate(numbered, start=1)]
    return tuple(numbered)


def _with_origins(sources: Sequence[Source], origins: Sequence[Origin]) -> tuple[Source, ...]:
    origin_of = {id_: origin.id for origin in origins for id_ in origin.source_ids}
    return tuple(msgspec.structs.replace(source, origin_id=origin_of.get(source.id)) for source in sources)


def _tool(settings: Settings) -> Tool:
    from factcheck.language import pipeline_info

    try:
        version = importlib.metadata.version("factcheck")
    except importlib.metadata.PackageNotFoundError:
        version = ""
    name, digest = pipeline_info(settings.pipeline)
    return Tool(version=version, pipeline=name, pipeline_sha256=digest)


def _plain(settings: Settings) -> dict[str, Any]:
    """Return the settings as JSON has them; files by name alone, so that no folder of the machine is told."""
    plain: dict[str, Any] = {name: getattr(settings, name) for name in settings.__struct_fields__}
    for name in ("measures", "hedges", "pipeline"):
        if plain[name] is not None:
            plain[name] = Path(plain[name]).name
    return {
        name: float(value) if name.startswith("gap_") or name == "same_quotation" else value
        for name, value in plain.items()
    }


def _generated_at() -> str | None:
    """Return SOURCE_DATE_EPOCH (seconds) as an ISO time in UTC; None where it is not set or no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return None
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).isoformat().replace("+00:00", "Z")
