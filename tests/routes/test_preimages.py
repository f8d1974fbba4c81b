"""Networks on a line against counted preimages: breakpoints found in fractions, densities and logarithms in floats.

A network of one input is affine between breakpoints, and its outputs trace segments of lines. The density of a label at
a point of a line is the sum, over the pieces that pass there, of mass per length; where a piece is constant it is an
atom. The only tolerance, 1e-9, is that of the floats in the final sum.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

from ibverify.information import information
from ibverify.law import push
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.testing import problem_dicts

Document = dict[str, Any]
Values = tuple[Fraction, ...]
Part = tuple[str, Fraction, Fraction, Fraction]  # label, density, and the ends along a line

PARALLEL: Document = {
    "format": "ibverify-problem/1",
    "input": [
        {"label": "0", "mass": "1/2", "box": [["-3", "-2"]]},
        {"label": "1", "mass": "1/2", "box": [["2", "3"]]},
    ],
    "network": [{"weight": [["1"], ["1"]], "bias": ["0", "2"], "activation": "abs"}],
}
FUNCTIONS: dict[str, Callable[[Fraction], Fraction]] = {
    "identity": lambda x: x,
    "relu": lambda x: max(x, Fraction(0)),
    "abs": abs,
    "step": lambda x: Fraction(x > 0),
    "hardtanh": lambda x: min(max(x, Fraction(-1)), Fraction(1)),
}


@dataclass(frozen=True)
class Piece:
    """A part of the input on which the network is affine: mass of a label, and the values at the ends."""

    label: str
    mass: Fraction
    low: Values
    high: Values


def of_input(document: Document) -> Iterator[Piece]:
    for component in document["input"]:
        label, mass = component["label"], Fraction(component["mass"])
        match component:
            case {"atom": [x]}:
                ends = [x, x]
            case {"box": [ends]}:
                pass
            case {"polytope": points}:
                ends = [x for [x] in points]
        places = [Fraction(x) for x in ends]
        if mass:
            yield Piece(label, mass, (min(places),), (max(places),))


def through(layer: Document, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces cut where the layer bends; a layer that jumps has on each the value that it has in the middle."""
    rows = [(tuple(map(Fraction, row)), Fraction(b)) for row, b in zip(layer["weight"], layer["bias"], strict=True)]

    def affine(x: Values) -> Values:
        return tuple(sum((w * v for w, v in zip(row, x, strict=True)), b) for row, b in rows)

    for whole in pieces:
        for piece in cut(Piece(whole.label, whole.mass, affine(whole.low), affine(whole.high)), layer["activation"]):
            if layer["activation"] in ("step", "argmax"):
                middle = tuple((a + b) / 2 for a, b in zip(piece.low, piece.high, strict=True))
                yield Piece(piece.label, piece.mass, value(layer, middle), value(layer, middle))
            else:
                yield Piece(piece.label, piece.mass, value(layer, piece.low), value(layer, piece.high))


def cut(piece: Piece, activation: str) -> Iterator[Piece]:
    """At every place between the ends where some difference to a kink, or to another neuron, is 0."""
    kinks = (-1, 1) if activation == "hardtanh" else (0,)
    ends = list(zip(piece.low, piece.high, strict=True))
    if activation in ("max", "argmax"):
        lines = [(a - c, b - d) for (a, b), (c, d) in combinations(ends, 2)]
    else:
        lines = [(a - kink, b - kink) for a, b in ends for kink in kinks]
    places = sorted({a / (a - b) for a, b in lines if a * b < 0})
    for s, t in pairwise([Fraction(0), *places, Fraction(1)]):
        low, high = (tuple(a + r * (b - a) for a, b in ends) for r in (s, t))
        yield Piece(piece.label, piece.mass * (t - s), low, high)


def value(layer: Document, x: Values) -> Values:
    match layer["activation"]:
        case "max":
            return (max(x),)
        case "argmax":
            return (Fraction(x.index(max(x))),)
        case "leaky_relu":
            return tuple(v if v > 0 else Fraction(layer["slope"]) * v for v in x)
        case name:
            return tuple(map(FUNCTIONS[name], x))


def mutual_information(pieces: Sequence[Piece]) -> float:
    """I(Y;L) in nats: what is not told of the label on every atom, and along every line that holds pieces."""
    prior: defaultdict[str, Fraction] = defaultdict(Fraction)
    atoms: defaultdict[Values, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    lines: defaultdict[tuple[Values, Values], list[Part]] = defaultdict(list)
    for piece in pieces:
        prior[piece.label] += piece.mass
        if piece.low == piece.high:
            atoms[piece.low][piece.label] += piece.mass
        else:
            line, part = on_its_line(piece)
            lines[line].append(part)
    return lost(prior.values()) - sum(lost(own.values()) for own in atoms.values()) - sum(map(along, lines.values()))


def on_its_line(piece: Piece) -> tuple[tuple[Values, Values], Part]:
    """The line by its direction and its point where the first coordinate that moves is 0, and the piece along it."""
    moves = [b - a for a, b in zip(piece.low, piece.high, strict=True)]
    axis = next(i for i, move in enumerate(moves) if move)
    direction = tuple(move / moves[axis] for move in moves)
    origin = tuple(a - piece.low[axis] * d for a, d in zip(piece.low, direction, strict=True))
    low, high = sorted((piece.low[axis], piece.high[axis]))
    return (direction, origin), (piece.label, piece.mass / (high - low), low, high)


def along(parts: Sequence[Part]) -> float:
    """What is not told along a line, by the densities of the labels between neighbouring ends."""
    total = 0.0
    for a, b in pairwise(sorted({end for _, _, *ends in parts for end in ends})):
        densities: defaultdict[str, Fraction] = defaultdict(Fraction)
        for label, density, low, high in parts:
            if low <= a and b <= high:
                densities[label] += density
        total += float(b - a) * lost(densities.values())
    return total


def lost(parts: Iterable[Fraction]) -> float:
    """m log m for the sum, less the sum of m log m."""
    own = [float(part) for part in parts]
    if len(own) < 2:
        return 0.0
    return sum(own) * math.log(sum(own)) - sum(m * math.log(m) for m in own)


def second_route(document: Document) -> list[float]:
    """I(Y;L) of every layer."""
    pieces, found = list(of_input(document)), []
    for layer in document["network"]:
        pieces = list(through(layer, pieces))
        found.append(mutual_information(pieces))
    return found


@given(problem_dicts(inputs=1))
@example(PARALLEL)
def test_information_agrees(document: Document):
    """Every layer, of any width."""
    problem = problem_from_dict(document, Path())
    found = [float(information(law).precision) for law in push(problem.network, problem.law)[1:]]
    assert found == pytest.approx(second_route(document), rel=1e-9, abs=1e-12)


def test_a_fold():
    """[-1, 1] and [0, 1] with equal masses under |x|: both uniform on [0, 1], so that nothing is told."""
    network = [{"weight": [["1"]], "bias": ["0"], "activation": "abs"}]
    parts = [("0", "-1", "1"), ("1", "0", "1")]
    components = [{"label": y, "mass": "1/2", "box": [[low, high]]} for y, low, high in parts]
    assert second_route({"input": components, "network": network}) == [pytest.approx(0, abs=1e-12)]
    network[0]["activation"] = "identity"
    [kept] = second_route({"input": components, "network": network})
    assert kept == pytest.approx(math.log(2) - 3 / 4 * math.log(3) + math.log(2) / 2)


def test_parallel_segments_are_two_lines():
    """|x|, |x + 2| is (s, s - 2) on [-3, -2] and (s, s + 2) on [2, 3], with s = |x| from 2 to 3: labels are told."""
    assert second_route(PARALLEL) == [pytest.approx(math.log(2))]
