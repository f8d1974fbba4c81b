r"""A decision that takes each value with the probability that an output gives it (Sec. 5.2).

One output is the probability of the label "1", several are those of the sorted labels. Main results: `Soft`, `is_soft`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from flint import fmpq

from ibverify.activations import Activation
from ibverify.errors import ProblemError, shown
from ibverify.exact import Value
from ibverify.information import Information
from ibverify.information.soft import cross_entropy, decision
from ibverify.law import Label, Law
from ibverify.readouts._noise import uniform
from ibverify.readouts.threshold import readout as threshold


@dataclass(frozen=True, slots=True)
class Soft:
    r"""The soft decision $\hat Y$."""

    name: str = "soft"

    def check(self, width: int, labels: tuple[Label, ...]) -> None:
        """One output for the labels "0" and "1", or as many as there are labels. Raises `ProblemError`."""
        if width == 1:
            if other := [label for label in labels if label not in ("0", "1")]:
                what = f'one output is the probability of the label "1", and {shown(other[0])} is a label'
                raise ProblemError("readout.soft", what, 'use the labels "0" and "1", or give an output for each label')
        elif width != len(labels):
            what = f"{width} outputs for {len(labels)} labels"
            raise ProblemError("readout.soft", what, "give an output for each label")

    def drawn(self) -> tuple[Activation, ...]:
        r"""Layers that draw $\hat Y$ from one output t: $t + \eta > 1/2$ with $\eta$ uniform on [-1/2, 1/2]."""
        half = fmpq(1, 2)
        return uniform(half), threshold(half)

    def information(self, law: Law) -> Information:
        """The information of the decision; raises `ProblemError` where an output is no probability. Exact."""
        return decision(law)

    def behind(self, activation: str, law: Law) -> Information:
        """The information of the decision behind a sigmoid or a softmax, from the law of what that is taken of.

        Enclosed. Raises `UnsupportedLaw` for another activation.
        """
        from ibverify.information.softmax import soft_enclosure

        found = soft_enclosure(law, activation)
        entropy, of_x, of_y = found.decision_entropy, found.compression, found.precision
        return Information(1, max(2, law.width), {0: fmpq(1)}, Value(0), entropy, of_x, of_y)

    def cross_entropy(self, law: Law, activation: str | None) -> Value:
        r"""$-\mathsf E[\log Q(Y|L)]$ of the probabilities Q: exact for the outputs, enclosed behind an activation."""
        if activation is None:
            return cross_entropy(law)
        from ibverify.information.softmax import soft_enclosure

        return soft_enclosure(law, activation).cross_entropy


def is_soft(readout: object) -> TypeGuard[Soft]:
    """Whether a readout is the soft decision."""
    return isinstance(readout, Soft)
