r"""Points on a line that are drawn together, before normal noise of deviation 1 and before bins.

A representation is a list of clusters, each a list of places with their masses. Main results: `drawn_together`,
`information` (enclosed), `binned` (exact), `bounds` from pairwise distances (enclosed).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from flint import fmpq

from ibverify.distributions import atom
from ibverify.estimators.pairwise import enclosed_bounds
from ibverify.exact import Value
from ibverify.exact.rational import Exactly, rational
from ibverify.information import Information
from ibverify.information.gaussian import gaussian_information
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.quantizer import readout as quantizer
from ibverify.study.analyze import analyze

Cluster: TypeAlias = Sequence[tuple[Exactly, Exactly]]  # places and masses

NOISE = fmpq(1)  # its deviation
MIXED: Sequence[Cluster] = [[(-16, "1/16"), (0, "7/16")], [(0, "7/16"), (16, "1/16")]]  # with the means -2 and 2
SPREAD: Sequence[Cluster] = [[(-9, "1/4"), (-3, "1/4")], [(3, "1/4"), (9, "1/4")]]
ONE: Sequence[Cluster] = [[("-5/2", "1/4"), (-2, "1/4"), (2, "1/4"), ("5/2", "1/4")]]
PAIR = "two equal masses at distance 1"
MIXTURES: dict[str, Cluster] = {  # of different places
    PAIR: [(0, "1/2"), (1, "1/2")],
    "masses 1/10 and 9/10 at distance 3": [(0, "1/10"), (3, "9/10")],
    "three at 0, 1, 3": [(0, "1/3"), (1, "1/3"), (3, "1/3")],
}


def drawn_together(clusters: Sequence[Cluster], factor: Exactly) -> list[Cluster]:
    """Each cluster drawn to its mean: distances within it times the factor.

    >>> [[str(place) for place, _ in cluster] for cluster in drawn_together(SPREAD, "1/3")]
    [['-7', '-5'], ['5', '7']]
    """
    return [_drawn([(rational(x), rational(p)) for x, p in cluster], rational(factor)) for cluster in clusters]


def _drawn(cluster: Sequence[tuple[fmpq, fmpq]], factor: fmpq) -> list[tuple[Exactly, Exactly]]:
    mean = sum((p * x for x, p in cluster), fmpq(0)) / sum((p for _, p in cluster), fmpq(0))
    return [(mean + factor * (x - mean), p) for x, p in cluster]


def law(clusters: Sequence[Cluster], labels: Sequence[str] | None = None) -> Law:
    """L is the place, and the label the number of the cluster, or that of the point in `labels`."""
    points = [(str(c), rational(x), rational(p)) for c, cluster in enumerate(clusters) for x, p in cluster]
    names = [name for name, _, _ in points] if labels is None else labels
    return mixture([(name, p, atom.support([x])) for name, (_, x, p) in zip(names, points, strict=True)])


def information(clusters: Sequence[Cluster], labels: Sequence[str] | None = None) -> tuple[Value, Value]:
    """I(X; L + G) and I(C; L + G), C the label; enclosed. Points at one place are one value of X."""
    return gaussian_information(law(clusters, labels), NOISE)


def binned(clusters: Sequence[Cluster], labels: Sequence[str] | None = None) -> Information:
    """I(X;Q(L)) = H(Q(L)) and I(C;Q(L)) for bins of width 2, of which one is [-1, 1); exact.

    >>> binned(ONE).compression
    Value('log(2)')
    """
    bins = quantizer({"levels": fmpq(75), "range": [fmpq(-75), fmpq(75)]})
    return analyze(Problem(law(clusters, labels), Network(1, (layer([[1]]),)), bins))["readout"]


def bounds(cluster: Cluster) -> tuple[Value, Value]:
    """What pairwise distances say of I(X; L + G), from below and from above; enclosed."""
    places, masses = zip(*((rational(x), rational(p)) for x, p in cluster), strict=True)
    return enclosed_bounds([[x] for x in places], NOISE**2, masses)
