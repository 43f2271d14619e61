"""Words as the lexicon knows them: the lemma, with the slips of a small lemmatizer mended."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["lemma_of"]


def lemma_of(token: Token) -> str:
    """Return the token's lemma in lower case; a plural noun whose lemma kept its ending loses it ("troops" → "troop")."""
    lemma = token.lemma_.lower()
    if token.tag_ in {"NNS", "NNPS"} and lemma == token.lower_ and len(lemma) > 3:
        if lemma.endswith("ies"):
            return lemma[:-3] + "y"
        if lemma.endswith("s") and not lemma.endswith("ss"):
            return lemma[:-1]
    return lemma
