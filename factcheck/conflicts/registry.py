"""The files of `rules` → the rules, and every code that one of them raises; a new file is found by itself."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from factcheck.conflicts import rules
from factcheck.conflicts.rule import Code, Rule

__all__ = ["all_codes", "all_rules", "code_of", "page_of"]


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rule of every module of `rules`, in the order of their names."""
    names = sorted(module.name for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."))
    return tuple(importlib.import_module(name).RULE for name in names)


@functools.cache
def all_codes() -> Mapping[str, Code]:
    """Return the codes that the rules raise, in their order."""
    codes = sorted((code for rule in all_rules() for code in rule.codes), key=lambda code: code.code)
    return MappingProxyType({code.code: code for code in codes})


def code_of(code: str) -> Code:
    """Return what is known of a code; one without a rule of ours has a plain name."""
    return all_codes().get(code) or Code(code=code, title="Finding", line="")


def page_of(code: str) -> str:
    """Return a code's page of the manual, "" where no rule raises it."""
    found = ((rule, each) for rule in all_rules() for each in rule.codes)
    return next((rule.page_of(each) for rule, each in found if each.code == code), "")
