r"""Soft decisions: $\hat Y = y$ with the probability $t_y(L)$ that an affine output gives it (Sec. 5.2); exact.

$I(X;\hat Y) = H(\hat Y) - H(\hat Y|L)$ with $H(\hat Y|L) = -\mathsf E[\sum_y t_y \log t_y]$: on every cell $t_y$ is
affine, so that this is a closed form over the chart, and no density of L is needed. The cross-entropy of Sec. 9 is
$C = -\mathsf E[\log t_Y(L)]$.

Main results: `decision`, `cross_entropy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import fmpq

from ibverify.errors import ProblemError, shown
from ibverify.exact import Infinite, Value
from ibverify.exact.loglinear import ZERO, LogLinear, add_all, entropy_form
from ibverify.information.layer import Information
from ibverify.integrals import simplex
from ibverify.law.cell import Label, Law
from ibverify.law.reduced import reduced
from ibverify.polyhedra import simplex_volume, triangulate


@dataclass(frozen=True, slots=True)
class _Part:
    """A simplex of a cell: its probability, and that of each category at its corners."""

    label: Label
    mass: fmpq
    outputs: tuple[tuple[fmpq, ...], ...]


def decision(law: Law) -> Information:
    r"""The information of the decision $\hat Y$, in the place of L; `compression` is $I(L;\hat Y)$. Exact.

    One output is the probability of the second of two categories, several are those of one each. Raises `ProblemError`
    for an output that is no probability, and for outputs that do not sum to 1, somewhere on the support.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> unit = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    >>> decision(unit).compression  # log 2 less the mean of the binary entropy, 1/2
    Value('log(2) - 1/2')
    """
    joint: dict[Label, list[fmpq]] = {}
    forms: list[LogLinear] = []
    for part in _parts(law):
        own = joint.setdefault(part.label, [ZERO] * len(part.outputs))
        for y, values in enumerate(part.outputs):
            own[y] += part.mass * sum(values, ZERO) / len(values)
            forms.append(simplex.integral_plogp(values, part.mass))
    decided = [sum(column, ZERO) for column in zip(*joint.values(), strict=True)]
    entropy = entropy_form(decided)
    labels = entropy_form(law.label_masses.values())
    both = entropy_form(mass for own in joint.values() for mass in own)
    count = sum(mass != 0 for mass in decided)
    of_x, of_y = Value(add_all([entropy, *forms])), Value(add_all([labels, entropy, -both]))
    return Information(1, count, {0: fmpq(1)}, Value(0), Value(entropy), of_x, of_y)


def cross_entropy(law: Law) -> Value:
    r"""$C(P_{Y|L} \| Q_{Y|L}) = -\mathsf E[\log t_Y(L)]$, an output for each label in order, or one for "1"; exact.

    Infinite where a label that occurs is given the probability 0 on positive mass. Raises as `decision` does.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> half = fmpq(1, 2)
    >>> unit = box.support([(fmpq(0), fmpq(1))])
    >>> cross_entropy(mixture([("0", half, unit), ("1", half, unit)]))  # minus the integral of log t
    Value('1')
    """
    labels = ("0", "1") if law.width == 1 else law.labels
    places = {label: y for y, label in enumerate(labels)}
    forms: list[LogLinear] = []
    for part in _parts(law):
        values = part.outputs[places[part.label]]
        if not any(values):
            return Value(Infinite(f"where Y is {shown(part.label)}, it is given the probability 0 on positive mass"))
        forms.append(-simplex.integral_log([fmpq(1)] * len(values), values, part.mass))
    return Value(add_all(forms))


def _parts(law: Law) -> Iterator[_Part]:
    for cell in reduced(law).cells:
        corners = [_probabilities(cell.image(vertex)) for vertex in cell.polytope.vertices]
        for indices in triangulate(cell.polytope):
            mass = cell.density * simplex_volume([cell.polytope.vertices[i] for i in indices])
            yield _Part(cell.label, mass, tuple(zip(*(corners[i] for i in indices), strict=True)))


def _probabilities(outputs: Sequence[fmpq]) -> tuple[fmpq, ...]:
    """The probability of each category: what is affine on a cell holds on it if it holds at its corners."""
    for x in outputs:
        if not 0 <= x <= 1:
            advice = "end with a layer that keeps its outputs from 0 to 1, such as clip"
            raise ProblemError("readout.soft", f"an output takes the value {x}, which is no probability", advice)
    if len(outputs) == 1:
        return 1 - outputs[0], outputs[0]
    if (whole := sum(outputs, ZERO)) != 1:
        advice = "end with a layer whose outputs sum to 1, or give one output"
        raise ProblemError("readout.soft", f"the outputs sum to {whole} somewhere, not to 1", advice)
    return tuple(outputs)
