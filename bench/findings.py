"""Print the findings that real incidents give, with the passages, for a person to judge.

usage: python bench/findings.py DATA_FOLDER --seed TEXT [-n 100] [--codes FC301,FC302,FC303,FC401,FC402]

Without codes those of medium or high severity are printed, with codes those of whatever severity.

N incidents of incidents-dev.jsonl are drawn, each with all its reports; the seed is a text, such as a commit's hash. A
finding is right where an editor would want to see it: the sources do contradict each other, or one revises another.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from factcheck import Source, check
from factcheck.models import Finding, Report

SHOWN = ("medium", "high")
PASSAGES = 6


def incidents(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def compared(incident: dict[str, Any]) -> Report:
    """Return the report on all the documents of an incident."""
    return check([
        Source.from_text(row["text"], id=f"d{at}", title=row["title"], published=row["published"], url=row["url"])
        for at, row in enumerate(incident["documents"])
    ])  # fmt: skip


def shown(finding: Finding, report: Report) -> str:
    """Return a finding as a person judges it: the message, then the distinct sentences that carry it."""
    claims = {claim.id: claim for claim in report.claims}
    passages: dict[tuple[str, str], str] = {}
    for id_ in finding.claim_ids:
        claim = claims[id_]
        sentence = " ".join(claim.sentence.quote.split())
        quote = " ".join(claim.span.quote.split())
        passages.setdefault(
            (claim.source_id, sentence[:60]), f"    {claim.source_id} | {quote[:60]} | {sentence[:200]}"
        )
    return "\n".join([f"  {finding.code} {finding.severity}: {finding.message}", *[*passages.values()][:PASSAGES]])


def main() -> None:
    """Draw the incidents and print their findings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", required=True)
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--codes", default="", help="only these codes, of any severity")
    options = parser.parse_args()
    rows = incidents(options.data / "incidents-dev.jsonl")
    drawn = random.Random(options.seed).sample(range(len(rows)), min(options.n, len(rows)))
    codes: Counter[str] = Counter()
    for at in drawn:
        report = compared(rows[at])
        wanted = options.codes.split(",") if options.codes else []
        found = [each for each in report.findings if (each.code in wanted if wanted else each.severity in SHOWN)]
        codes.update(finding.code for finding in found)
        if found:
            print(f"incident {at}, {len(report.sources)} reports, known toll {rows[at]['gold']}")
            print("\n".join(shown(finding, report) for finding in found))
    print(f"{len(drawn)} incidents, {sum(codes.values())} findings: {dict(codes)}")


if __name__ == "__main__":
    main()
