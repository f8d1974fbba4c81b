r"""Decisions: P3 as a number, the error of a decision, and how often two maps differ.

The complexity of a one-dimensional representation is the least number of thresholds of a decision rule that makes no
error: how often the label changes along the line. A threshold is a cut of the line; the point there is on either side.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from flint import fmpq

from ibverify.errors import ProblemError, UnsupportedLaw, shown
from ibverify.law import Label, Law, atoms, push, strata
from ibverify.law.line import intervals
from ibverify.network import Layer, Network
from ibverify.problem import Problem
from ibverify.study.rewrite import with_readout


def thresholds(law: Law) -> int:
    """The least number of thresholds that separate the classes without error, with probability one; exact.

    Raises `UnsupportedLaw` if L is not one-dimensional, or if classes overlap on a set of positive probability.
    """
    labels = [label for _, _, label in sorted(_places(law))]
    return sum(label != other for label, other in pairwise(labels))


def _places(law: Law) -> list[tuple[fmpq, bool, Label]]:
    """Where each class begins along the line: atoms, and after them the rest of the intervals that they cut."""
    if law.width != 1:
        raise UnsupportedLaw("L", f"it has {law.width} coordinates, not 1", "choose a layer of one neuron")
    points = {x: own for (x,), own in atoms(law).items()}
    spread = [interval for stratum in strata(law).continuous for interval in intervals(stratum)]
    shared = [(x, sorted(own)) for x, own in points.items()] + [(i.a, sorted(i.densities)) for i in spread]
    for at, (first, *others) in shared:
        if others:
            what = f"the classes {first!r} and {others[0]!r} overlap at {at}"
            raise UnsupportedLaw("L", what, "compare I(Y;L) instead")
    cut = [
        (start, True, label)
        for interval in spread
        for label in interval.densities
        for start in (interval.a, *(x for x in points if interval.a < x < interval.b))
    ]
    return cut + [(x, False, label) for x, own in points.items() for label in own]


def error(problem: Problem) -> fmpq:
    r"""$P(D \ne Y)$ for the decision D of a problem's readout, which decides k for the label "k"; exact.

    Raises `ProblemError` without a readout of one number, and for a label that is no number.

    >>> from ibverify.examples import fig3
    >>> error(fig3.problem("f_I", "1/10", level="1/2"))
    1/20
    """
    if problem.readout is None:
        raise ProblemError("readout", "there is none, so nothing is decided", "give a threshold, or argmax")
    for label in problem.law.labels:
        if not (label.isascii() and label.isdecimal() and label == str(int(label))):
            raise ProblemError("input", f"the label {shown(label)} is not what a readout decides", "number the classes")
    law = push(with_readout(problem.network, problem.readout), problem.law)[-1]
    if law.width != 1:
        raise ProblemError("readout", f"it has {law.width} outputs, not one decision", "give one threshold, or argmax")
    return 1 - sum((own.get(str(decision), fmpq(0)) for (decision,), own in atoms(law).items()), fmpq(0))


def disagreement(first: Problem, second: Problem) -> fmpq:
    r"""$P(f(X) \ne g(X))$ for what two problems on one law give out, readouts included; exact.

    0 for continuous maps means that they agree on the support of X. Raises `ProblemError` for two laws or two widths.
    """
    one, two = (p.network if p.readout is None else with_readout(p.network, p.readout) for p in (first, second))
    if first.law != second.law:
        raise ProblemError("input", "the problems have different laws", "give the same law to both")
    width = one.width(one.depth)
    if two.width(two.depth) != width:
        what = f"outputs of width {width} and {two.width(two.depth)}"
        raise ProblemError("network", what, "compare outputs of one width")
    law = push(_difference(one, two, width), first.law)[-1]
    return 1 - sum(atoms(law).get((fmpq(0),) * width, {}).values(), fmpq(0))


def _difference(one: Network, two: Network, width: int) -> Network:
    """Both networks side by side on one input, and the difference of their outputs."""
    moved = [
        replace(layer, sources=tuple(s and s + one.depth for s in two.sources(i)))
        for i, layer in enumerate(two.layers, start=1)
    ]
    rows = tuple(tuple(fmpq((i == j) - (i + width == j)) for j in range(2 * width)) for i in range(width))
    last = Layer(rows, (fmpq(0),) * width, sources=(one.depth, one.depth + two.depth))
    return Network(one.inputs, (*one.layers, *moved, last))
