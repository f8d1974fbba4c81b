"""What other people's test suites call: Hypothesis strategies, and checks of the contracts that extensions keep.

The strategies are loaded when they are first used: the checks need no Hypothesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibverify.testing.activation_contract import check_activation
from ibverify.testing.distribution_contract import check_distribution
from ibverify.testing.violation import ContractViolation

if TYPE_CHECKING:
    from ibverify.testing.strategies import laws, networks, problem_dicts, problems, rationals

__all__ = [
    "ContractViolation",
    "check_activation",
    "check_distribution",
    "laws",
    "networks",
    "problem_dicts",
    "problems",
    "rationals",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'ibverify.testing' has no attribute {name!r}")
    from ibverify.testing import strategies

    return getattr(strategies, name)
