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
        noise,
        polytope,
        readout,
        sweep,
        uniform,
        verify,
    )
    from ibverify.dimension.correlation import correlation_dimension
    from ibverify.dimension.estimate import Estimate
    from ibverify.dimension.layers import layer_dimensions
    from ibverify.dimension.quantized import quantized_dimension
    from ibverify.estimators.monte_carlo import noisy_information, sampled_noisy_information
    from ibverify.estimators.pairwise import pairwise_bounds
    from ibverify.exact import Infinite, Outcome, Value, compare, from_float, from_sympy, rational
    from ibverify.loaders.family import load_family
    from ibverify.network import Layer, Network, layer
    from ibverify.problem import Problem, Terms
    from ibverify.report.plot import plot
    from ibverify.study.boundary import Distance, distance_to_boundary
    from ibverify.study.compare import Comparison, compare_problems
    from ibverify.study.crossing import compare_families, crossings
    from ibverify.study.decision import error, thresholds
    from ibverify.study.infimum import infimum
    from ibverify.study.robustness import error_under_noise, sensitivity

__all__ = [
    "Comparison",
    "Distance",
    "Estimate",
    "Infinite",
    "Layer",
    "Network",
    "Outcome",
    "Problem",
    "Result",
    "Terms",
    "Value",
    "activation",
    "analyze",
    "atom",
    "compare",
    "compare_families",
    "compare_problems",
    "correlation_dimension",
    "crossings",
    "distance_to_boundary",
    "error",
    "error_under_noise",
    "from_float",
    "from_sympy",
    "halfspaces",
    "infimum",
    "layer",
    "layer_dimensions",
    "load",
    "load_family",
    "load_problem",
    "log",
    "mixture",
    "noise",
    "noisy_information",
    "pairwise_bounds",
    "plot",
    "polytope",
    "quantized_dimension",
    "rational",
    "readout",
    "sampled_noisy_information",
    "sensitivity",
    "sweep",
    "testing",
    "thresholds",
    "uniform",
    "verify",
]

__version__ = version("ibverify")

_HOMES = {
    "quantized_dimension": "dimension.quantized",
    "Estimate": "dimension.estimate",
    "pairwise_bounds": "estimators.pairwise",
    "sampled_noisy_information": "estimators.monte_carlo",
    "noisy_information": "estimators.monte_carlo",
    "layer_dimensions": "dimension.layers",
    "correlation_dimension": "dimension.correlation",
    "Layer": "network",
    "Network": "network",
    "layer": "network",
    "load_family": "loaders.family",
    "Problem": "problem",
    "plot": "report.plot",
    "Terms": "problem",
    "Distance": "study.boundary",
    "distance_to_boundary": "study.boundary",
    "Comparison": "study.compare",
    "compare_problems": "study.compare",
    "compare_families": "study.crossing",
    "crossings": "study.crossing",
    "error": "study.decision",
    "thresholds": "study.decision",
    "infimum": "study.infimum",
    "error_under_noise": "study.robustness",
    "sensitivity": "study.robustness",
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
