"""A report's file → what in it does not hold: changed files and texts, quotes out of place, findings not derived.

What is drawn on a PDF's pages is not read: a PDF is verified by the data that it carries. What a report says of a
document beyond its text (publisher, address, hash of the file) is taken as given.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from factcheck.errors import FactcheckError, PipelineError, SettingsError, reason_of
from factcheck.models import READ_VERSIONS, SCHEMA_VERSION, Report, Source, without_surrogates
from factcheck.report.verify.anchors import find_loose_ends, sources_fit
from factcheck.report.verify.attached import REPORT, Attached, is_pdf, read_attached
from factcheck.report.verify.faults import Fault, parted, place_of, told
from factcheck.report.verify.rederived import compare_reports
from factcheck.report.view.bundle import attachment_name
from factcheck.settings import Settings

__all__ = ["Fault", "Opened", "count_quotes", "load", "settings_of", "verify"]

_EARLIER = "the report was made by an earlier version of factcheck, with other rules"
_LONGEST_WAIT = 36_500  # days
# an option: what it gives, and the form in which it does
_OPTIONS = {
    "pipeline": ("pipeline", "NAME"),
    "measures": ("measures file", "FILE"),
    "hedges": ("hedges file", "FILE"),
}


class Opened(msgspec.Struct, frozen=True):
    """A report from its file, and what is wrong with the file around it."""

    report: Report
    faults: tuple[Fault, ...] = ()


class _Head(msgspec.Struct):
    """What every report has, whatever its schema version."""

    schema_version: int
    tool: msgspec.Raw
    sources: msgspec.Raw
    claims: msgspec.Raw
    findings: msgspec.Raw


def load(path: Path) -> Opened:
    """Return the report in a JSON file or attached to a PDF, with the faults of the PDF's other attachments.

    Raises FactcheckError where the file cannot be read, is no report, or is one of another schema version.
    """
    try:
        return _open(path.read_bytes())
    except OSError as error:
        raise FactcheckError(f"{path}: {reason_of(error)}") from error
    except FactcheckError as error:
        raise FactcheckError(f"{path}: {error}") from error


def settings_of(
    report: Report, *, pipeline: str | None = None, measures: Path | None = None, hedges: str | None = None
) -> Settings:
    """Return the settings that a report was made with; files, of which it tells the names alone, are given.

    Raises SettingsError where a file is missing or is not usable, PipelineError where the pipeline is not the report's.
    """
    from factcheck.lexicon.catalogue import load_measures
    from factcheck.lexicon.hedges import load_hedges

    given: dict[str, Any] = {"pipeline": pipeline, "measures": measures, "hedges": hedges}
    for option, value in given.items():
        _require_option(option, value, report.settings.get(option))
    if hedges is None:
        given["hedges"] = report.settings.get("hedges")
    try:
        settings = msgspec.convert({**report.settings, **given, "measures": None}, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"the report's settings cannot be used: {told(str(error), quote=False)}") from error
    _require_range(settings)
    settings = msgspec.structs.replace(settings, measures=measures)
    load_measures(settings.measures)
    load_hedges(settings.hedges)
    _require_pipeline(report, settings)
    return settings


def verify(report: Report, *, settings: Settings | None = None) -> tuple[Fault, ...]:
    """Return what in a report does not hold, in the order of the checks; nothing where all does.

    Texts against their hashes, quotes against the texts, ids against each other, then everything that is derived
    against what the same pipeline derives from the report's sources. Without `settings` they are those of the report;
    raises what `settings_of` raises, and FactcheckError where an earlier version made the report and all else holds.
    """
    settings = settings_of(report) if settings is None else settings
    loose = (*_hashed(report), *find_loose_ends(report))
    if _is_earlier(report):
        if not loose:
            raise FactcheckError(f"{_EARLIER}; its quotes hold, its findings cannot be derived again")
        return (*loose, Fault("sources", "report", f"the findings were not derived again: {_EARLIER}"))
    return (*loose, *_derived(report, settings, loose))


def _is_earlier(report: Report) -> bool:
    """Return whether no claim names the rules that made it: those of today are others, and prove nothing of it."""
    return bool(report.claims) and not any(claim.read_by for claim in report.claims)


def count_quotes(report: Report) -> int:
    """Return how many quotes of a report are held against its texts: claims, their sentences, and citations."""
    positions = (position for finding in report.findings for position in finding.positions)
    return 2 * len(report.claims) + sum(len(position.citations) for position in positions)


def _open(data: bytes) -> Opened:
    if not is_pdf(data):
        return Opened(_parse(data))
    attached = read_attached(data)
    content = next((content for name, content in attached.files if name == REPORT), None)
    if content is None:
        raise FactcheckError(f"is no report: no {REPORT} is attached to it")
    report = _parse(content)
    return Opened(report, (*_sealed(attached, content), *_snapshots(attached, report)))


def _parse(data: bytes) -> Report:
    try:
        version = msgspec.json.decode(data, type=_Head).schema_version
        if version in READ_VERSIONS:
            return Report.from_json(data)
    except (ValueError, RecursionError) as error:
        raise FactcheckError(f"is no report: {told(str(error), quote=False)}") from error
    raise FactcheckError(f"has schema version {told(version)}; this factcheck reads version {SCHEMA_VERSION}")


def _sealed(attached: Attached, data: bytes) -> Iterator[Fault]:
    """Yield a fault where the PDF's identifier is not the hash of the attached report."""
    digest = hashlib.sha256(data)
    seals = {_one_line_end(digest.digest()), digest.hexdigest().encode()}
    if _one_line_end(attached.identifier) not in seals:
        yield Fault("file", REPORT, f"the attached {REPORT} is not the one this PDF was made with")


def _one_line_end(seal: bytes) -> bytes:
    """Return a PDF's string with its line ends as line feeds, which is how readers take them (ISO 32000-1, 7.3.4.2)."""
    return seal.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _snapshots(attached: Attached, report: Report) -> Iterator[Fault]:
    """Yield a fault for each attachment that is not a source's text, and for each text that alone is not attached."""
    for name, times in Counter(name for name, _ in attached.files).items():
        if times > 1:
            yield Fault("file", told(name, quote=False), f"{told(name, quote=False)} is attached {times} times")
    files = {name: content for name, content in attached.files if name != REPORT}
    for source in report.sources if files else ():
        name = attachment_name(source.number)
        content, text = files.pop(name, None), without_surrogates(source.text).encode()
        if content is None:
            yield Fault("file", name, f"source {told(source.number)}: its text is not attached as {name}")
        elif content != text:
            has, other = map(told, parted(source.text, content.decode(errors="replace")))
            yield Fault("file", name, f"source {told(source.number)}: {name} has {other} where the report has {has}")
    for name in files:
        yield Fault("file", told(name, quote=False), f"{told(name, quote=False)} is attached but is not of this report")


def _hashed(report: Report) -> Iterator[Fault]:
    for source in report.sources:
        if source.text_sha256 != _digest(source):
            what = "the text was changed after the report was made" if source.text_sha256 else "the text has no hash"
            yield Fault("text_sha256", place_of("source", source.id), f"source {told(source.number)}: {what}")


def _digest(source: Source) -> str:
    return hashlib.sha256(without_surrogates(source.text).encode()).hexdigest()


def _derived(report: Report, settings: Settings, known: tuple[Fault, ...]) -> Iterator[Fault]:
    if not sources_fit(report):
        yield Fault("sources", "report", "the findings were not derived again, since the sources are not in order")
        return
    from factcheck.checker import check

    try:
        again = check(report.sources, settings=settings, skipped=report.skipped)
    except (ArithmeticError, ValueError) as error:
        yield Fault("sources", "report", f"the sources cannot be checked again: {told(str(error), quote=False)}")
        return
    yield from compare_reports(again, report, known)


def _require_option(option: str, given: object, named: object) -> None:
    """Raise SettingsError where an option must be given for a report that names a file, or be left out."""
    from factcheck.lexicon.hedges import presets

    what, form = _OPTIONS[option]
    if given is None and named is not None and not (option == "hedges" and named in presets()):
        raise SettingsError(f"the report was made with the {what} {told(named)}; give it with --{option} {form}")
    if given is not None and named is None and option != "pipeline":
        raise SettingsError(f"the report was made without a {what}; leave out --{option}")


def _require_range(settings: Settings) -> None:
    gaps = {name: getattr(settings, name) for name in ("gap_medium", "gap_high", "same_quotation")}
    odd = [name for name, gap in gaps.items() if not gap.is_finite()]
    if not 0 <= settings.settles_after <= _LONGEST_WAIT:
        odd.append("settles_after")
    if odd:
        raise SettingsError(f"the report's settings cannot be used: {odd[0]} is out of range")


def _require_pipeline(report: Report, settings: Settings) -> None:
    """Raise PipelineError where the pipeline is not the one that a report was made with."""
    from factcheck.language import pipeline_info

    name, digest = pipeline_info(settings.pipeline)
    if digest != report.tool.pipeline_sha256:
        made, made_hash = (told(name, quote=False) for name in (report.tool.pipeline, report.tool.pipeline_sha256[:8]))
        has, remedy = ("installed", "; give --pipeline") if settings.pipeline is None else ("given", "")
        other = f"{has} is {name} (hash {digest[:8]}…){remedy}"
        raise PipelineError(f"the report was made with pipeline {made} (hash {made_hash}…), {other}")
