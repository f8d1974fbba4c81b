"""Readouts, one file each: a map of the last layer's output. A file here is found by its name.

A module defines `readout(data)`, a piecewise-affine map, and `DEPTH`, how deep its lists of numbers are; None: it takes
no data.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from ibverify.errors import ProblemError, shown


@cache
def names() -> tuple[str, ...]:
    """The names of all readouts, sorted: the public modules of this folder."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


def named(name: str) -> ModuleType:
    """The module of this readout. Raises `ProblemError` for a name that does not exist."""
    if name not in names():
        raise ProblemError("readout", f"{shown(name)} is no readout", f"use one of {', '.join(names())}")
    return importlib.import_module(f"{__name__}.{name}")
