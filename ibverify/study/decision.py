r"""Decisions: P3 as a number, the error of a decision, and how often two maps differ.

The complexity of a one-dimensional representation is the least number of thresholds of an optimal decision rule: how
often the label changes along the line that is the most probable one, given L. A threshold is a cut of the line; the
point there is on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, pairwise
from math import prod

from flint import fmpq, fmpq_poly

from ibverify.activations import is_piecewise_affine
from ibverify.errors import ProblemError, UnsupportedLaw, shown
from ibverify.law import Label, Law, atoms, push, strata
from ibverify.law.line import Interval, intervals
from ibverify.network import Layer, Network
from ibverify.problem import Problem, refuse_noise
from ibverify.study.between_roots import between_roots
from ibverify.study.relevant import relevant
from ibverify.study.rewrite import with_readout


def thresholds(law: Law) -> int:
    r"""The least number of thresholds of a Bayes rule, which decides a label of the largest joint density with L = x.

    Exact; 0 if one label is best almost everywhere. Equally probable labels, and places without mass, are decided as
    is simplest. An atom inside an interval of another class takes two thresholds, one on each side of it. Raises
    `UnsupportedLaw` if L is not one-dimensional. Source: P3 of Sec. 3.

    >>> from ibverify.examples import fig3
    >>> thresholds(push(fig3.neuron("f_I"), fig3.corners("1/10"))[-1])  # Y = 0 on [0, 3/5], Y = 1 on [1/2, 11/10]
    1
    """
    if law.width != 1:
        raise UnsupportedLaw("L", f"it has {law.width} coordinates, not 1", "choose a layer of one neuron")
    count, able = 0, frozenset(law.labels)
    # What is decided up to a threshold is kept for as long as it is optimal: no other rule gets farther.
    for _, best in sorted(_places(law), key=lambda place: place[0]):
        if not (still := able & best):
            count += 1
        able = still or best
    return count


def _places(law: Law) -> Iterator[tuple[fmpq, frozenset[Label]]]:
    """Points of all places along the line where the most probable labels are the same, with these labels."""
    points = {x: own for (x,), own in atoms(law).items()}
    for x, own in points.items():
        yield x, _largest(own)
    for stratum in strata(law).continuous:
        for interval in intervals(stratum):
            inside = sorted(x for x in points if interval.a < x < interval.b)
            for low, high in pairwise((interval.a, *inside, interval.b)):
                yield from _optimal(interval, low, high)


def _optimal(interval: Interval, low: fmpq, high: fmpq) -> Iterator[tuple[fmpq, frozenset[Label]]]:
    """The most probable labels wherever they may change between two points of an interval."""
    densities = interval.densities
    crossing = prod((f - g for f, g in combinations(densities.values(), 2) if f != g), start=fmpq_poly([1]))
    for x in between_roots(crossing, low - interval.a, high - interval.a):
        yield interval.a + x, _largest({label: density(x) for label, density in densities.items()})


def _largest(own: Mapping[Label, fmpq]) -> frozenset[Label]:
    most = max(own.values())
    return frozenset(label for label, value in own.items() if value == most)


def decision(problem: Problem) -> tuple[Law, Network]:
    """The law of what a problem's decision D depends on, and D as a network on it, which decides k for the label "k".

    Exact. Raises `ProblemError` without a readout that is one of finitely many numbers, and for a label that is no
    number; `UnsupportedNetwork` behind a smooth layer, but for a level of its rational values; `UnsupportedError` for
    layers with noise.
    """
    refuse_noise(problem, "the decision of a readout")
    if problem.readout is None:
        raise ProblemError("readout", "there is none, so nothing is decided", "give a threshold, or argmax")
    for label in problem.law.labels:
        if not (label.isascii() and label.isdecimal() and label == str(int(label))):
            raise ProblemError("input", f"the label {shown(label)} is not what a readout decides", "number the classes")
    network = with_readout(problem.network, problem.readout)
    last = network.layers[-1]
    if last.width != 1:
        raise ProblemError("readout", f"it has {last.width} outputs, not one decision", "give one threshold, or argmax")
    if not is_piecewise_affine(last.activation) or last.activation.values(last.inputs) is None:
        what = f"{last.activation.name} has infinitely many values"
        raise ProblemError("readout", what, "give a threshold, or argmax")
    return relevant(problem.law, network)


def error(problem: Problem) -> fmpq:
    r"""$P(D \ne Y)$ for the decision D of a problem's readout, which decides k for the label "k"; exact.

    Raises what `decision` raises.

    >>> from ibverify.examples import fig3
    >>> error(fig3.problem("f_I", "1/10", level="1/2"))
    1/20
    """
    law, network = decision(problem)
    return 1 - sum(right(law, network).values(), fmpq(0))


def right(law: Law, network: Network) -> dict[Label, fmpq]:
    """P(D = Y, Y = y) for each label y, D the output of the network; exact."""
    found = atoms(push(network, law)[-1])
    return {label: found.get((fmpq(int(label)),), {}).get(label, fmpq(0)) for label in law.labels}


def disagreement(first: Problem, second: Problem) -> fmpq:
    r"""$P(f(X) \ne g(X))$ for what two problems on one law give out, readouts included; exact.

    0 for continuous maps means that they agree on the support of X. Raises `ProblemError` for two laws or two widths,
    `UnsupportedNetwork` for smooth layers, `UnsupportedError` for layers with noise.
    """
    for problem in (first, second):
        refuse_noise(problem, "a comparison point by point")
    one, two = (p.network if p.readout is None else with_readout(p.network, p.readout) for p in (first, second))
    if first.law != second.law:
        raise ProblemError("input", "the problems have different laws", "give the same law to both")
    width = one.width(one.depth)
    if two.width(two.depth) != width:
        what = f"outputs of width {width} and {two.width(two.depth)}"
        raise ProblemError("network", what, "compare outputs of one width")
    law, network = relevant(first.law, _difference(one, two, width))
    return 1 - sum(atoms(push(network, law)[-1]).get((fmpq(0),) * width, {}).values(), fmpq(0))


def _difference(one: Network, two: Network, width: int) -> Network:
    """Both networks side by side on one input, and the difference of their outputs."""
    moved = [
        replace(layer, sources=tuple(s and s + one.depth for s in two.sources(i)))
        for i, layer in enumerate(two.layers, start=1)
    ]
    rows = tuple(tuple(fmpq((i == j) - (i + width == j)) for j in range(2 * width)) for i in range(width))
    last = Layer(rows, (fmpq(0),) * width, sources=(one.depth, two.depth and one.depth + two.depth))
    return Network(one.inputs, (*one.layers, *moved, last))
