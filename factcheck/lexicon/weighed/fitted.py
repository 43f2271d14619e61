"""The fitted tables: named features with their weights, as `training/weigh.py` writes them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

__all__ = ["load_weights"]


@functools.cache
def load_weights(name: Literal["alignment", "finding"]) -> Mapping[str, float]:
    """Return the weights of a model by feature; `bias` is the constant."""
    text = files("factcheck.lexicon.weighed").joinpath(f"{name}.toml").read_text("utf8")
    return MappingProxyType({feature: float(weight) for feature, weight in tomllib.loads(text)["weights"].items()})
