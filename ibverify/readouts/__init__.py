"""Readouts, one file each: a map, or a channel, of the last layer's output. A file here is found by its name.

A module defines `readout(data)`, and what its data is: `DEPTH`, how deep its lists of numbers are (None: it takes no
data), or `FIELDS`, the numbers of an object by name, each with its depth and what it says, or `CHOICE`, the names of
which one is given a number, with what they say.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from ibverify.errors import ProblemError, shown
from ibverify.readouts._channel import Channel, Readout, channel, is_map, is_readout
from ibverify.readouts._noise import Noise, is_noise
from ibverify.readouts._soft import Soft, is_soft

__all__ = [
    "Channel",
    "Noise",
    "Readout",
    "Soft",
    "channel",
    "is_map",
    "is_noise",
    "is_readout",
    "is_soft",
    "named",
    "names",
]


@cache
def names() -> tuple[str, ...]:
    """The names of all readouts, sorted: the public modules of this folder."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


def named(name: str) -> ModuleType:
    """The module of this readout. Raises `ProblemError` for a name that does not exist."""
    if name not in names():
        raise ProblemError("readout", f"{shown(name)} is no readout", f"use one of {', '.join(names())}")
    return importlib.import_module(f"{__name__}.{name}")
