r"""The contracts that every activation and every distribution keeps, as checks for anyone's test suite.

What an activation says of itself (`facts`, `width`, `values`) is held against its pieces on the cube $[-R, R]^n$,
n = 1, 2, 3: exact, for kinks within the cube. What is smooth has no pieces: it is probed in balls at points of the
cube, which refutes what is wrong there and proves nothing. Norms are maximum norms.

Main results: `check_activation`, `check_distribution`. Both return nothing, or raise `ContractViolation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from types import ModuleType
from typing import Any

from flint import arb, ctx, fmpq, fmpq_mat

from ibverify.activations import Activation, Piece, PiecewiseAffine, Smooth, UpToBijection
from ibverify.exact.rational import rational
from ibverify.law import Cell, Point, mixture, strata, transformed
from ibverify.polyhedra import Polytope, barycentre, box, image, intersect, volume

DIMENSIONS = (1, 2, 3)
BITS = 128


class ContractViolation(AssertionError):
    """An extension that does not keep its contract; the message is a sentence with the place where it breaks."""
