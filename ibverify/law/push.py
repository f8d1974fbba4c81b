r"""The law of each layer: compose the rows with the affine map, cut at the kinks, pick the pieces.

A cell is carried through the network in its own chart, so that the joint law of any layers can be had; the rows of a
layer are kept as long as a later one reads them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flint import fmpq, fmpz_mat

from ibverify.activations import Piece, PiecewiseAffine, Row, is_piecewise_affine
from ibverify.exact.matrices import integers, product
from ibverify.exact.rational import common_denominator, multiple
from ibverify.law.cell import Cell, Label, Law
from ibverify.network import Layer, Network
from ibverify.polyhedra import Polytope


@dataclass(frozen=True, slots=True)
class Affine:
    """A layer's affine map in integers: (weight | bias) / denominator; None in `matrix` where parameters are in it."""

    rows: tuple[Row, ...]
    denominator: int
    matrix: fmpz_mat | None

    @classmethod
    def of(cls, layer: Layer) -> Affine:
        """The map of a layer, over the common denominator of its weights and biases."""
        rows = [(*row, bias) for row, bias in zip(layer.weight, layer.bias, strict=True)]
        denominator = common_denominator([x for row in rows for x in row])
        scaled = tuple(tuple(multiple(x, denominator) for x in row) for row in rows)
        return cls(scaled, denominator, integers(scaled))

    def after(self, piece: Piece) -> Piece:
        """The composition with a piece's map, on the same polytope."""
        one = (0,) * piece.polytope.dimension + (piece.denominator,)
        given = integers(before := [*piece.rows, one])
        if self.matrix is None or given is None:
            rows = product(self.rows, before)
        else:
            rows = [tuple(map(int, row)) for row in (self.matrix * given).tolist()]
        return Piece(piece.polytope, tuple(rows), piece.denominator * self.denominator)


@dataclass(frozen=True, slots=True)
class Thread:
    """A cell on its way: the rows and the denominator of each layer that a later one reads."""

    label: Label
    density: fmpq
    polytope: Polytope
    live: Mapping[int, tuple[tuple[Row, ...], int]]

    def piece(self, layers: Iterable[int]) -> Piece:
        """The map from the chart to the concatenation of layers."""
        maps = [self.live[i] for i in layers]
        if len(maps) == 1:
            return Piece(self.polytope, *maps[0])
        denominator = math.lcm(*(d for _, d in maps))
        rows = tuple(tuple(a * (denominator // d) for a in row) for rows, d in maps for row in rows)
        return Piece(self.polytope, rows, denominator)


def threads(law: Law) -> list[Thread]:
    """The cells of an input law, before the first layer."""
    return [Thread(c.label, c.density, c.polytope, {0: (c.piece.rows, c.piece.denominator)}) for c in law.cells]


def step(network: Network, index: int, before: Iterable[Thread], activation: PiecewiseAffine) -> Iterator[Thread]:
    """The threads after a layer, with `activation` in the place of the layer's own."""
    affine, sources = Affine.of(network.layers[index - 1]), network.sources(index)
    used_later = {i for i in range(index) if network.last_use(i) > index}
    for thread in before:
        kept = {i: rows for i, rows in thread.live.items() if i in used_later} if used_later else {}
        for piece in activation.pieces(affine.after(thread.piece(sources))):
            yield Thread(thread.label, thread.density, piece.polytope, kept | {index: (piece.rows, piece.denominator)})


def law_of(threads: Iterable[Thread], index: int, width: int, label_masses: Mapping[Label, fmpq]) -> Law:
    """The law of one layer."""
    cells = tuple(Cell(t.label, t.density, Piece(t.polytope, *t.live[index])) for t in threads)
    return Law(width, cells, label_masses)


def transformed(law: Law, map: PiecewiseAffine) -> Law:
    """The law of the image of L under a piecewise-affine map; exact."""
    cells = tuple(Cell(c.label, c.density, piece) for c in law.cells for piece in map.pieces(c.piece))
    return Law(map.width(law.width), cells, law.label_masses)


def push(network: Network, law: Law) -> tuple[Law, ...]:
    """The law of the input and of every layer of a piecewise-affine network; exact.

    Raises `TypeError` for a network with another activation: see `ibverify.law.certified`.
    """
    laws, now = [law], threads(law)
    for index, layer in enumerate(network.layers, start=1):
        if not is_piecewise_affine(layer.activation):
            raise TypeError(f"{layer.activation.name} is not piecewise affine")
        now = list(step(network, index, now, layer.activation))
        laws.append(law_of(now, index, layer.width, law.label_masses))
    return tuple(laws)
