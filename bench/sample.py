"""Print random numeric claims of real reports beside their sentences, for a person to judge.

usage: python bench/sample.py DATA_FOLDER --seed TEXT [-n 60]

One claim from each of N different reports of incidents-dev.jsonl; the seed is a text, such as a commit's hash. A claim
is right where measure, value, hedge and scope are what its sentence says.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from factcheck import Source
from factcheck.claims import read_claims
from factcheck.models import Claim, Quantity


def reports(path: Path) -> list[dict[str, Any]]:
    """Return every report of the file, as the rows of their incidents have them."""
    with path.open(encoding="utf8") as lines:
        return [document for line in lines for document in json.loads(line)["documents"]]


def numeric(document: dict[str, Any]) -> list[Claim]:
    """Return the numeric claims of a report."""
    source = Source.from_text(
        document["text"], id="s", title=document["title"], published=document["published"], url=document["url"]
    )
    (reading,) = read_claims([source])
    return [claim for claim in reading.claims if isinstance(claim.value, Quantity)]


def shown(number: int, claim: Claim) -> str:
    """Return a claim as a person reads it: what was understood, then the words."""
    value = claim.value
    assert isinstance(value, Quantity)  # noqa: S101  only quantities are drawn
    scope = ", ".join(part for part in (claim.scope.part, claim.scope.population, claim.scope.place) if part)
    said = (
        f"{claim.measure} {[str(each) for each in value.nominal]} {value.unit or value.noun or ''} {value.hedge.kind}"
    )
    about = f" about {claim.about}" if claim.about else ""
    parts = f" (from {len(claim.derived_from)} claims)" if claim.derived_from else ""
    sentence = " ".join(claim.sentence.quote.split())
    return f"{number:2}. {said}{about} | {scope} | {claim.status} | “{claim.span.quote}”{parts}\n    {sentence}"


def main() -> None:
    """Draw and print the claims."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", required=True)
    parser.add_argument("-n", type=int, default=60)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    drawn = reports(options.data / "incidents-dev.jsonl")
    rng.shuffle(drawn)
    number = 0
    for document in drawn:
        claims = numeric(document)
        if claims:
            number += 1
            print(shown(number, rng.choice(claims)))
        if number == options.n:
            return


if __name__ == "__main__":
    main()
