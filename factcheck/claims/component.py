"""Offer the extraction as an ordinary spaCy component: `nlp.add_pipe("factcheck_claims")`, then `doc._.claims`.

The pipeline before it must tag, parse with Universal Dependencies labels and find entities, as the bundled one does.
spaCy finds the factory through the package's entry point; nothing is loaded before the component is made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_component"]


@Language.factory("factcheck_claims", assigns=["doc._.claims"], default_config={"hedges": None, "measures": None})
def make_component(
    nlp: Language,  # noqa: ARG001  spaCy passes it to every factory
    name: str,  # noqa: ARG001  as above
    hedges: str | None,
    measures: str | None,
) -> Callable[[Doc], Doc]:
    """Return a component that sets `doc._.claims`: a tuple of Claim, whose spans are offsets into `doc.text`.

    `hedges` is a preset or a file, `measures` a file, as in the settings; SettingsError where one is not usable.
    """
    from factcheck.claims.read import read_doc
    from factcheck.settings import Settings

    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", default=())
    settings = Settings(hedges=hedges, measures=Path(measures) if measures else None)

    def component(doc: Doc) -> Doc:
        doc._.claims = read_doc(doc, settings=settings)
        return doc

    return component
