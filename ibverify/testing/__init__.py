"""What other people's test suites call: Hypothesis strategies, contract checks of extensions, proved comparisons.

The strategies are loaded when they are first used: the checks need no Hypothesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibverify.testing.activation_contract import check_activation
from ibverify.testing.assertions import assert_proved
from ibverify.testing.distribution_contract import check_distribution
from ibverify.testing.readout_contract import check_readout
from ibverify.testing.violation import ContractViolation

if TYPE_CHECKING:
    from ibverify.testing.strategies import laws, networks, problem_dicts, problems, rationals

__all__ = [
    "ContractViolation",
    "assert_proved",
    "check_activation",
    "check_distribution",
    "check_readout",
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
