"""A report on five invented dispatches, built by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
import yaml

from factcheck.models import (
    Assumption,
    Attribution,
    Category,
    Citation,
    Claim,
    Confidence,
    Estimate,
    Finding,
    Hedge,
    HedgeKind,
    Interval,
    Origin,
    Pair,
    Position,
    Quantity,
    Quotation,
    Report,
    Scope,
    SetAside,
    Severity,
    Skipped,
    Source,
    Span,
    Story,
    Tool,
    Topic,
    Value,
    Verdict,
)

DISPATCHES: dict[str, dict[str, str | None]] = yaml.safe_load(
    Path(__file__).with_name("dispatches.yaml").read_text(encoding="utf-8")
)
LEAGUE = "five river towns and the port"
KINDS: dict[HedgeKind, str] = {
    "nearly": "nearly",
    "more_than": "more than",
    "about": "about",
    "at_most": "no more than",
    "vague": "dozens",
}


def quantity(
    nominal: int, kind: HedgeKind = "exact", low: int | None = None, high: int | None = None, surface: str = ""
) -> Quantity:
    """Return a quantity; both intervals run from `low` to `high`, "more than" is open above."""
    strict = Interval(Decimal(low if low is not None else nominal), Decimal(high if high is not None else nominal))
    if kind == "more_than":
        strict = Interval(Decimal(nominal), None, low_open=True)
    plausible = strict if kind != "more_than" else Interval(Decimal(nominal), Decimal(high or nominal), low_open=True)
    return Quantity(
        nominal=(Decimal(nominal),),
        strict=strict,
        plausible=plausible,
        hedge=Hedge(kind, KINDS.get(kind, "")),
        surface=surface,
    )


def sentence_at(text: str, at: int) -> Span:
    """Return the sentence around an offset, as far as full stops and line ends tell."""
    start = max([match.end() for match in re.finditer(r"[.”] (?=[A-Z])|\n+", text[:at])], default=0)
    end = re.compile(r"\.(?=\s|$)|\n|$").search(text, at)
    return Span.of(text, start, end.end() if end else len(text))


class Desk(msgspec.Struct):
    """Collects claims and topics while the report is put together."""

    sources: dict[str, Source]
    claims: dict[str, Claim] = msgspec.field(default_factory=dict)
    topics: list[Topic] = msgspec.field(default_factory=list)

    def claim(
        self, id_: str, source: str, measure: str, words: str, value: Value, *, by: str | None = None, **more: object
    ) -> Claim:
        text = self.sources[source].text
        start = text.index(words)
        attribution = Attribution(speaker=by) if by else None
        claim = Claim(
            id=id_,
            source_id=source,
            measure=measure,
            about=measure,
            value=value,
            span=Span.of(text, start, start + len(words)),
            sentence=sentence_at(text, start),
            attribution=attribution,
            story_id="story",
            topic_id=measure,
        )
        self.claims[id_] = msgspec.structs.replace(claim, **more)
        return self.claims[id_]

    def count(
        self,
        id_: str,
        source: str,
        measure: str,
        words: str,
        value: Quantity,
        *,
        by: str | None = None,
        **more: object,
    ) -> Claim:
        return self.claim(id_, source, measure, words, msgspec.structs.replace(value, surface=words), by=by, **more)

    def topic(self, id_: str, label: str, verdict: Verdict, estimate: tuple[int, int, int] | None = None) -> None:
        ids = tuple(claim.id for claim in self.claims.values() if claim.topic_id == id_)
        figures = (
            Estimate(low=Decimal(estimate[0]), best=Decimal(estimate[1]), high=Decimal(estimate[2]))
            if estimate
            else None
        )
        self.topics.append(
            Topic(
                id=id_,
                story_id="story",
                measure=id_,
                about=id_,
                label=label,
                claim_ids=ids,
                verdict=verdict,
                estimate=figures,
            )
        )

    def position(self, label: str, *ids: str) -> Position:
        return Position(label=label, claim_ids=ids, citations=tuple(self.cite(id_) for id_ in ids))

    def cite(self, id_: str) -> Citation:
        claim = self.claims[id_]
        span, number = claim.span, self.sources[claim.source_id].number
        return Citation(
            claim_id=id_,
            source_id=claim.source_id,
            source_number=number,
            start=span.start,
            end=span.end,
            quote=span.quote,
        )


def finding(
    code: str,
    severity: Severity,
    topic: str,
    message: str,
    positions: Sequence[Position] = (),
    *,
    ids: tuple[str, ...] = (),
    sure: Confidence = "high",
    pairs: tuple[Pair, ...] = (),
    ways: tuple[Assumption, ...] = (),
) -> Finding:
    """Return a finding whose claims are those of its positions and `ids`."""
    claims = tuple(dict.fromkeys([*(id_ for position in positions for id_ in position.claim_ids), *ids]))
    return Finding(
        id=f"{code}-{topic}-{claims[0]}",
        code=code,
        severity=severity,
        confidence=sure,
        topic_id=topic,
        message=message,
        claim_ids=claims,
        positions=tuple(positions),
        pairs=pairs,
        reconciled_if=ways,
    )


def make_sources() -> dict[str, Source]:
    sources = {}
    for number, (id_, fields) in enumerate(DISPATCHES.items(), start=1):
        text = fields["text"] or ""
        source = Source.from_text(
            text,
            id=id_,
            title=fields["title"],
            publisher=fields["publisher"],
            published=fields["published"],
            url=fields["url"],
        )
        origin = "agency" if id_ in {"herald", "post", "gazeta"} else None
        sources[id_] = msgspec.structs.replace(source, number=number, origin_id=origin)
    advert = sources["herald"].text.index("Advertisement")
    aside = SetAside(advert, advert + len("Advertisement"), "advert line")
    sources["herald"] = msgspec.structs.replace(sources["herald"], set_aside=(aside,))
    undated = ("no publication date in the text or its header",)
    sources["post"] = msgspec.structs.replace(sources["post"], problems=undated)
    return sources


def read_claims(desk: Desk) -> None:
    vague = quantity(12, "vague", 24, 99)
    desk.count("t1", "gazeta", "troops", "nearly 2,000 guards", quantity(2000, "nearly", 1800, 1999))
    desk.count("t2", "post", "troops", "More than 2,000 guards", quantity(2000, "more_than", 2000, 2500))
    desk.count("t3", "monitor", "troops", "about 2,500 guards", quantity(2500, "about", 2300, 2700), status="planned")
    for id_, source in (("d1", "herald"), ("d2", "post"), ("d3", "gazeta")):
        desk.count(id_, source, "deaths", "dozens", vague, by="the envoy" if source == "herald" else None)
    office = "the interior office"
    desk.count(
        "d4",
        "monitor",
        "deaths",
        "26 “armed looters”",
        quantity(26),
        by=office,
        scope=Scope(population="looters", part="subset"),
    )
    desk.count(
        "d5",
        "monitor",
        "deaths",
        "18 constables",
        quantity(18),
        by=office,
        scope=Scope(population="constables", part="subset"),
    )
    desk.count(
        "d6",
        "monitor",
        "deaths",
        "26 “armed looters” and 18 constables",
        quantity(44),
        by=office,
        derived_from=("d4", "d5"),
    )
    desk.count("a1", "wire", "members", "six river towns", quantity(6))
    desk.count("a2", "monitor", "members", "five river towns", quantity(5), scope=Scope(part="subset"))
    desk.count("a3", "monitor", "members", "the port", quantity(1), scope=Scope(part="subset"))
    desk.count("a4", "monitor", "members", LEAGUE, quantity(6), derived_from=("a2", "a3"))
    desk.count("w1", "herald", "starts_in", "in two days", quantity(2), by="Kolb")
    desk.count("w2", "post", "starts_in", "in two days", quantity(2), by="Kolb")
    plot, bread = Category(slot="cause", label="coup"), Category(slot="cause", label="bread price")
    desk.claim("c1", "herald", "cause", "an attempt to topple her", plot, by="Mayor Ines Kolb")
    desk.claim("c2", "gazeta", "cause", "an attempt to topple her", plot, by="Kolb")
    desk.claim("c3", "herald", "cause", "the price of bread", bread, by="rights lawyers")
    desk.claim("c4", "wire", "cause", "the price of bread", bread)
    for id_, source in (("q1", "herald"), ("q2", "post"), ("q3", "gazeta"), ("q4", "monitor")):
        words = re.findall("“([^”]*(?:lodger|key)[^”]*)”", desk.sources[source].text)[0]
        desk.claim(id_, source, "quotation", words, Quotation(text=words), by="the envoy")
    desk.count("u1", "wire", "attackers", "20,000 attackers", quantity(20000), by="Kolb")
    desk.count("u2", "gazeta", "injured", "hundreds injured", quantity(100, "vague", 200, 999), by="Kolb")
    desk.count(
        "u3",
        "gazeta",
        "trapped",
        "around 10,000 trapped",
        quantity(10000, "about", 8000, 12000),
        by="Kolb",
        confidence="low",
    )


def name_topics(desk: Desk) -> None:
    desk.topic("troops", "guards sent", "conflict", (1800, 2500, 2700))
    desk.topic("deaths", "deaths", "agreement", (24, 44, 99))
    desk.topic("members", "towns in the league", "reconciled", (6, 6, 6))
    desk.topic("starts_in", "days until the withdrawal starts", "single_origin", (2, 2, 2))
    desk.topic("cause", "cause of the unrest", "dispute")
    desk.topic("quotation", "what the envoy said of lodgers", "conflict")
    desk.topic("attackers", "attackers", "uncorroborated", (20000, 20000, 20000))
    desk.topic("injured", "injured", "uncorroborated")
    desk.topic("trapped", "trapped", "not_compared")


def find_findings(desk: Desk) -> tuple[Finding, ...]:
    return (*differences(desk), *notes(desk))


def differences(desk: Desk) -> tuple[Finding, ...]:
    at = desk.position
    troops = [at("nearly 2,000", "t1"), at("more than 2,000, about 2,500", "t2", "t3")]
    cause = [at("an attempt to topple the mayor", "c1", "c2"), at("the price of bread", "c3", "c4")]
    wordings = [
        at("hard to get it back", "q1", "q4"),
        at("rather hard to have it back", "q2"),
        at("hard to take", "q3"),
    ]
    gaps = (
        Pair(positions=(0, 1), code="FC102", gap=Decimal(0)),
        Pair(positions=(0, 1), code="FC101", gap=Decimal("0.13")),
    )
    way = Assumption("about 2,500 were announced, and not all of them had been sent", ("t3",))
    return (
        finding(
            "FC101",
            "high",
            "troops",
            "Sources send nearly 2,000 guards or more than 2,000.",
            troops,
            pairs=gaps,
            ways=(way,),
        ),
        finding("FC301", "medium", "cause", "Kolb speaks of a coup; rights lawyers and Inland Wire of bread.", cause),
        finding(
            "FC401",
            "low",
            "quotation",
            "One sentence of the envoy’s is quoted in three wordings.",
            wordings,
            sure="medium",
        ),
    )


def notes(desk: Desk) -> tuple[Finding, ...]:
    at = desk.position
    soon, towns, dead = [at("2", "w1", "w2")], [at("6", "a1", "a4")], [at("dozens, 44", "d1", "d2", "d3", "d6")]
    return (
        finding("FC502", "info", "attackers", "Only Inland Wire gives a number of attackers: 20,000.", ids=("u1",)),
        finding("FC502", "info", "injured", "Only Gazeta do Rio gives a number of injured: hundreds.", ids=("u2",)),
        finding(
            "FC501", "info", "starts_in", "Both sources that say two days go back to one report.", soon, sure="medium"
        ),
        finding(
            "FC601", "info", "members", "“Five river towns and the port” and “six” are one number: 5 + 1 = 6.", towns
        ),
        finding(
            "FC601", "info", "deaths", "The 44 deaths that The Monitor adds up to fit the “dozens” of the others.", dead
        ),
    )


def make_report() -> Report:
    """Return the report on the five dispatches."""
    desk = Desk(make_sources())
    read_claims(desk)
    name_topics(desk)
    findings = find_findings(desk)
    evidence = ("the same three facts in the same order", "one quoted sentence in common")
    origin = Origin(
        id="agency",
        label="an agency report",
        source_ids=("herald", "post", "gazeta"),
        evidence=evidence,
        confidence="medium",
    )
    return Report(
        tool=Tool(version="0.1.0", pipeline="en_factcheck 1.0", pipeline_sha256="ab" * 32),
        settings={"estimate": "range", "settles_after": 7, "hedges": None},
        sources=tuple(desk.sources.values()),
        skipped=(Skipped("scan.pdf", "holds images only, no text"),),
        origins=(origin,),
        stories=(Story(id="story", title="The unrest at Port Alder", source_ids=tuple(DISPATCHES)),),
        claims=tuple(desk.claims.values()),
        topics=tuple(desk.topics),
        findings=findings,
    )
