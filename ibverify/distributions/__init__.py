"""Distributions, one file each: how the data of one becomes a polytope in a chart. A file here is found by its name.

A module defines `support(data)`, a `Piece` on which the law is uniform, and `DEPTH`, how deep its lists of numbers are.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from ibverify.errors import ProblemError, shown


@cache
def names() -> tuple[str, ...]:
    """The names of all distributions, sorted: the public modules of this folder."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


def named(name: str) -> ModuleType:
    """The module of this distribution. Raises `ProblemError` for a name that does not exist."""
    if name not in names():
        raise ProblemError("input", f"{shown(name)} is no distribution", f"use one of {', '.join(names())}")
    return importlib.import_module(f"{__name__}.{name}")
