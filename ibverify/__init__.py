"""Exact, machine-checked verdicts on what information theory says about a neural network.

The names below are loaded when they are first used: importing ibverify imports no numerical library.
"""

from __future__ import annotations

import importlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibverify import testing
    from ibverify.api import (
        Result,
        activation,
        analyze,
        atom,
        halfspaces,
        load,
        load_problem,
        log,
        mixture,
        polytope,
        uniform,
        verify,
    )
    from ibverify.exact import Infinite, Outcome, Value, compare, from_float, from_sympy, rational
    from ibverify.network import Layer, Network, layer
    from ibverify.problem import Problem

__all__ = [
    "Infinite",
    "Layer",
    "Network",
    "Outcome",
    "Problem",
    "Result",
    "Value",
    "activation",
    "analyze",
    "atom",
    "compare",
    "from_float",
    "from_sympy",
    "halfspaces",
    "layer",
    "load",
    "load_problem",
    "log",
    "mixture",
    "polytope",
    "rational",
    "testing",
    "uniform",
    "verify",
]

__version__ = version("ibverify")

_HOMES = {
    "Layer": "network",
    "Network": "network",
    "layer": "network",
    "Problem": "problem",
    "Infinite": "exact",
    "Outcome": "exact",
    "Value": "exact",
    "compare": "exact",
    "from_float": "exact",
    "from_sympy": "exact",
    "rational": "exact",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'ibverify' has no attribute {name!r}")
    if name == "testing":
        return importlib.import_module("ibverify.testing")
    return getattr(importlib.import_module(f"ibverify.{_HOMES.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
