"""What the output of a network depends on: the layers and inputs that lead to it, and the law of these inputs."""

from __future__ import annotations

from dataclasses import replace

from ibverify.activations import is_piecewise_affine
from ibverify.errors import UnsupportedLaw, UnsupportedNetwork
from ibverify.law import Law
from ibverify.law.reduced import reduced
from ibverify.network import Layer, Network
from ibverify.study.rewrite import simplified

MAX_DIMENSION = 8


def admit(dimension: int, what: str) -> None:
    """Nothing for a dimension in which regions can be cut. Raises `UnsupportedLaw` for more than `MAX_DIMENSION`."""
    if dimension > MAX_DIMENSION:
        todo = f"this is treated up to dimension {MAX_DIMENSION}; use fewer inputs"
        raise UnsupportedLaw("input", f"{what} has dimension {dimension}", todo)


def relevant(law: Law, network: Network) -> tuple[Law, Network]:
    """A law and a network whose output has the same law, without layers and inputs that the output does not depend on.

    Exact; a step of a smooth layer becomes a step of its pre-activation. One input is kept where none is read. Raises
    `UnsupportedNetwork` for a smooth layer that stays.
    """
    if not network.layers:
        return law, network
    network = simplified(network)
    needed = _needed(network)
    for index in needed:
        if not is_piecewise_affine(activation := network.layers[index - 1].activation):
            what = f"{activation.name} is smooth, and more of it is asked than on which side of a level it is"
            raise UnsupportedNetwork(f"network[{index}]", what, "use piecewise-linear layers")
    kept = sorted({j for index in needed for j in _read(network, index)}) or [0]
    place = {0: 0} | {index: new for new, index in enumerate(needed, start=1)}
    layers = [_restricted(network, index, kept, place) for index in needed]
    cells = [replace(c, piece=replace(c.piece, rows=tuple(c.piece.rows[j] for j in kept))) for c in law.cells]
    return reduced(replace(law, width=len(kept), cells=tuple(cells))), Network(len(kept), layers)


def _needed(network: Network) -> list[int]:
    """The layers that lead to the last one, in order."""
    needed: set[int] = set()
    waiting = [network.depth]
    while waiting:
        if (index := waiting.pop()) and index not in needed:
            needed.add(index)
            waiting += network.sources(index)
    return sorted(needed)


def _columns(network: Network, index: int) -> list[tuple[int, int]]:
    """What each column of a layer's weight reads: a source, and a coordinate of it."""
    return [(source, j) for source in network.sources(index) for j in range(network.width(source))]


def _read(network: Network, index: int) -> set[int]:
    """The inputs that a layer reads."""
    weight = network.layers[index - 1].weight
    places = _columns(network, index)
    return {j for at, (source, j) in enumerate(places) if source == 0 and any(row[at] != 0 for row in weight)}


def _restricted(network: Network, index: int, kept: list[int], place: dict[int, int]) -> Layer:
    """The layer on the inputs that are kept, its sources in their new places."""
    layer = network.layers[index - 1]
    columns = [at for at, (source, j) in enumerate(_columns(network, index)) if source or j in kept]
    weight = tuple(tuple(row[at] for at in columns) for row in layer.weight)
    return replace(layer, weight=weight, sources=tuple(place[source] for source in network.sources(index)))
