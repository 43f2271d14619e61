"""The one place that loads a spaCy pipeline, and the length-preserving clean-up of text before it.

The bundled pipeline lies in `factcheck/pipeline`; `--pipeline NAME` takes any other with Universal Dependencies labels.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import PipelineError, reason_of
from factcheck.lexicon.loader import word_list

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["clean", "load_pipeline", "pipeline_info"]

# one character for one character: spans found in the clean text hold in the source's text
_PLAIN = {
    **dict.fromkeys("‘’‚‛`´ʼ′＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒−﹣－", "-"),
    **dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff", " "),
    **dict.fromkeys(map(chr, (*range(0x2000, 0x200B), *range(0x09), *range(0x0E, 0x1C), 0x7F)), " "),
}
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_NOTE = re.compile(r"(?<=[.!?,;\"])\[\d{1,3}\]")
_NEEDED = ("tagger", "parser", "ner")
# the relations of Universal Dependencies 2, and spaCy's own word for a subtype that was too rare to learn
_RELATIONS = word_list("language", "relations")
_SOUGHT = frozenset({"nsubj", "obj", "obl"})
_SHOWN = 5


def clean(text: str) -> str:
    r"""Return the text with quotes, hyphens and spaces in their plain forms, character for character.

    The mark of a footnote behind a sentence ("were injured.[1]") becomes spaces.

    >>> clean("Kazakhstan’s “plan”\n")
    'Kazakhstan\'s "plan" '
    """
    plain = _ODD.sub(_plain, text)
    return _NOTE.sub(lambda mark: " " * len(mark[0]), plain) if "[" in plain else plain


def _plain(odd: re.Match[str]) -> str:
    return _PLAIN[odd[0]]


def _bundled() -> Path:
    return Path(str(resources.files("factcheck").joinpath("pipeline")))


def _not_universal(labels: Iterable[str]) -> str:
    """Return in words what keeps a parser's labels from being Universal Dependencies; "" where nothing does.

    Some pipelines of ClearNLP's labels share half of them ("nmod", "nsubj"), so that it takes all to tell.
    """
    known = {label.split(":")[0].lower() for label in labels}
    foreign = sorted(known - _RELATIONS)
    missing = sorted(_SOUGHT - known)
    if foreign:
        return f"there are {', '.join(foreign[:_SHOWN])}{' …' if len(foreign) > _SHOWN else ''}"
    return f"there is no {' and no '.join(missing)}" if missing else ""


def load_pipeline(name: str | None = None) -> Language:
    """Return a spaCy pipeline: the bundled one, or one by name or folder.

    Raises PipelineError where there is none of that name, or where it lacks a tagger, a parser of Universal
    Dependencies or entities.
    """
    return _loaded(name)


# behind the function with the default, since a cache takes `f()` and `f(None)` for two questions
@functools.cache
def _loaded(name: str | None) -> Language:
    import spacy

    try:
        nlp = spacy.load(_bundled() if name is None else name)
    except (OSError, ValueError) as error:
        reason = re.sub(r"^\[E\d+\] ", "", reason_of(error))
        raise PipelineError(f"pipeline {name or 'bundled with factcheck'}: {reason}") from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"pipeline {name}: has no {' and no '.join(missing)}; the extraction needs them")
    foreign = _not_universal(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]  # spaCy types a component as any callable
    if foreign:
        raise PipelineError(f"pipeline {name}: its parser's labels are not Universal Dependencies: {foreign}")
    return nlp


def pipeline_info(name: str | None = None) -> tuple[str, str]:
    """Return a pipeline's name with its version, and the SHA-256 over its files (names and contents, in order).

    Raises PipelineError where there is none of that name.
    """
    return _info(name)


@functools.cache
def _info(name: str | None) -> tuple[str, str]:
    folder, meta = (_bundled(), _bundled_meta()) if name is None else (_loaded(name).path, _loaded(name).meta)
    label = f"{meta['lang']}_{meta['name']} {meta['version']}"
    if folder is None:
        return label, ""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return label, digest.hexdigest()


def _bundled_meta() -> dict[str, Any]:
    """Return what the bundled pipeline says of itself, which need not be loaded for it."""
    try:
        meta: dict[str, Any] = json.loads((_bundled() / "meta.json").read_bytes())
    except (OSError, ValueError) as error:
        raise PipelineError(f"pipeline bundled with factcheck: {reason_of(error)}") from error
    return meta
