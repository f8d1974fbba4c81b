"""Activations, one file each: pieces, facts, LaTeX. A file here is found by its name; nothing is registered.

A module defines `ACTIVATION`, or `activation(...)` with the `DEFAULTS` of its parameters.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from flint import fmpq

from ibverify.activations._interface import (
    Activation,
    Piece,
    PiecewiseAffine,
    Row,
    Smooth,
    UpToBijection,
    is_piecewise_affine,
    is_smooth,
    is_up_to_bijection,
)
from ibverify.errors import ProblemError, shown

__all__ = [
    "Activation",
    "Piece",
    "PiecewiseAffine",
    "Row",
    "Smooth",
    "UpToBijection",
    "is_piecewise_affine",
    "is_smooth",
    "is_up_to_bijection",
    "named",
    "names",
]


@cache
def names() -> tuple[str, ...]:
    """The names of all activations, sorted: the public modules of this folder."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


def named(name: str, **parameters: fmpq) -> Activation:
    """The activation of this name, with its parameters or their defaults.

    Raises `ProblemError` for a name or a parameter that does not exist.

    >>> named("leaky_relu", slope=fmpq(1, 10)).at([fmpq(-2), fmpq(3)])
    (-1/5, 3)
    """
    if name not in names():
        raise ProblemError("activation", f"{shown(name)} is not known", f"use one of {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name}")
    defaults: dict[str, fmpq] = getattr(module, "DEFAULTS", {})
    for parameter in parameters:
        if parameter not in defaults:
            accepted = f"{name} takes {', '.join(defaults)}" if defaults else f"{name} takes none"
            raise ProblemError("activation", f"{shown(parameter)} is no parameter of {name}", accepted)
    made: Activation = module.activation(**(defaults | parameters)) if defaults else module.ACTIVATION
    return made
