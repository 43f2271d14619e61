"""Templates and a view → a page that loads nothing: sandboxed, style and script inside and named by their hashes."""

from __future__ import annotations

import base64
import functools
import hashlib
import traceback
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from factcheck.errors import RenderError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

__all__ = ["fill"]

# what a template of the user's can raise beside Jinja's own errors
_FAILURES = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, TypeError, ValueError, RecursionError)


def fill(
    template: str, view: object, *, stylesheets: Sequence[str], script: str = "", templates: Path | None = None
) -> str:
    """Return a template filled with a view.

    The template gets `view`, and the texts and hashes of the stylesheets, joined, and of the script, "" for none. A
    file of the folder `templates` stands in for ours of the same name. Raises RenderError that names template and line.
    """
    environment = _environment(templates)
    try:
        style = "\n".join(_asset(environment, name) for name in stylesheets)
        code = _asset(environment, script) if script else ""
        # both are ours or the desk's own, never a source's, and must reach the browser as they were hashed
        page: str = environment.get_template(template).render(
            view=view,
            stylesheet=Markup(style),  # noqa: S704  no source's text is in it
            stylesheet_sha256=_digest(style),
            script=Markup(code),  # noqa: S704  as above
            script_sha256=_digest(code),
        )
        page.encode()  # half characters of a template would fail when the page is written
    except (TemplateError, *_FAILURES) as error:
        told = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
        raise RenderError(f"template {_place(error, template)}: {' '.join(told.split())}") from error
    return page


def _place(error: Exception, template: str) -> str:
    """Return the template and the line where an error arose: what a syntax error says, else the innermost frame."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    for frame, number in traceback.walk_tb(error.__traceback__):
        if "__jinja_exception__" in frame.f_globals and not isinstance(error, TemplateSyntaxError):
            name, line = Path(frame.f_code.co_filename).name, number
    return f"{name or template}, line {line}" if line else str(name or template)


def _environment(templates: Path | None) -> SandboxedEnvironment:
    """Return a sandbox that finds templates in the user's folder first, then in ours."""
    if templates is None:
        return _own_environment()
    from jinja2 import ChoiceLoader, FileSystemLoader

    if not templates.is_dir():
        raise RenderError(f"templates folder {templates}: no such folder")
    environment = _sandbox()
    environment.loader = ChoiceLoader(
        [FileSystemLoader(templates), *([environment.loader] if environment.loader else [])]
    )
    return environment


@functools.cache
def _own_environment() -> SandboxedEnvironment:
    """Return the sandbox of our own templates, which the HTML and the PDF of a run share."""
    return _sandbox()


def _sandbox() -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        loader=FunctionLoader(_packaged),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _packaged(name: str) -> tuple[str, str, None] | None:
    """Return one of our own templates with its name; None where there is none of that name."""
    if Path(name).name != name:
        return None
    file = resources.files("factcheck") / "templates" / name
    return (file.read_text(encoding="utf-8"), name, None) if file.is_file() else None


def _asset(environment: SandboxedEnvironment, name: str) -> str:
    """Return the stylesheet or the script with the line ends that a browser hashes."""
    if environment.loader is None:
        raise RenderError("templates: no folder to load them from")
    source: str = environment.loader.get_source(environment, name)[0]
    if "</" in source or "<!--" in source:
        raise RenderError(f"template {name}: it holds no tag, since it stands inside one")
    return "\n".join(source.splitlines())


def _digest(text: str) -> str:
    """Return what a content security policy names a stylesheet or a script by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
