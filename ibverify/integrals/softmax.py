r"""Entropies and losses of a softmax over simplices, as values. The means that they need are those of `softmax_means`.

Notation: $s_k = e^{Z_k} / \sum_j e^{Z_j}$ and $\ell = \log \sum_j e^{Z_j}$; a group is the blocks of a label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from flint import arb, ctx, fmpq

from ibverify.exact.loglinear import LogLinear
from ibverify.exact.value import Enclosed, Term, Value, ball_ends, log_value
from ibverify.integrals.softmax_means import GUARD_BITS, Group, softmax_means
from ibverify.integrals.softmax_spread import surprise

BITS = 64  # that are tried, for 17 digits; in more than two dimensions fewer can be had for any work
WHY = "means of a softmax have no closed form in logarithms"
MANY = "too many simplices for close bounds behind a softmax; use fewer input dimensions or fewer neurons"


@dataclass(frozen=True, slots=True)
class EntropyOfMean:
    """The entropy of the mean of s over groups of this mass together."""

    is_refinable: ClassVar[bool] = False
    groups: tuple[Group, ...]
    mass: fmpq

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return _why(self.groups)

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """The same interval for all bits, of 17 digits or fewer; rigorous."""
        found = [softmax_means(group, BITS) for group in self.groups]
        with ctx.workprec(BITS + GUARD_BITS):
            shares = [sum(column, arb(0)) / self.mass for column in zip(*(each.shares for each in found), strict=True)]
            return ball_ends(sum(map(surprise, shares), arb(0)))


@dataclass(frozen=True, slots=True)
class MeanEntropy:
    """The mean entropy of s over groups of mass 1 together."""

    is_refinable: ClassVar[bool] = False
    groups: tuple[Group, ...]

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return _why(self.groups)

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """The same interval for all bits, of 17 digits or fewer; rigorous."""
        found = [softmax_means(group, BITS) for group in self.groups]
        with ctx.workprec(BITS + GUARD_BITS):
            return ball_ends(sum((each.entropy for each in found), arb(0)))


@dataclass(frozen=True, slots=True)
class LossMean:
    r"""The integral of $\ell - Z_y$ over a group."""

    is_refinable: ClassVar[bool] = False
    group: Group
    own: int

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return _why((self.group,))

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """The same interval for all bits, of 17 digits or fewer; rigorous."""
        return ball_ends(softmax_means(self.group, BITS).losses[self.own])


def entropy_of_mean(groups: tuple[Group, ...], mass: fmpq) -> Value:
    """The entropy of the mean of s over groups of this mass, in nats; exact where all outputs are equal, else enclosed.

    >>> from ibverify.integrals.softmax_means import Block
    >>> entropy_of_mean((Group((Block(fmpq(1), ((fmpq(0),) * 3,)),)),), fmpq(1))
    Value('log(3)')
    """
    even = _uniform(groups)
    return _value(EntropyOfMean(groups, mass)) if even is None else even


def mean_entropy(groups: tuple[Group, ...]) -> Value:
    """The mean entropy of s over groups of mass 1, in nats; exact where all outputs are equal, else enclosed."""
    even = _uniform(groups)
    return _value(MeanEntropy(groups)) if even is None else even


def loss_mean(group: Group, own: int) -> Value:
    r"""The integral of $\ell - Z_y$ over a group, in nats, for y = `own`; exact where all outputs are equal.

    >>> from ibverify.integrals.softmax_means import Block
    >>> certain = Block(fmpq(1), ((fmpq(1), fmpq(0), fmpq(0)),))
    >>> loss_mean(Group((certain,)), 0).enclosure(5)  # log(1 + 2/e)
    ('0.55144', '0.55145')
    """
    even = _uniform((group,))
    return _value(LossMean(group, own)) if even is None else even * group.mass


def _uniform(groups: Iterable[Group]) -> Value | None:
    """log K if all K outputs are equal everywhere."""
    corners = [corner for group in groups for corner in group.corners]
    return log_value(len(corners[0])) if all(len(set(corner)) == 1 for corner in corners) else None


def _why(groups: Iterable[Group]) -> str:
    return WHY if all(group.rest is None for group in groups) else MANY


def _value(term: Term) -> Value:
    return Value(Enclosed(LogLinear(), ((fmpq(1), term),)))
