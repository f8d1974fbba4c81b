r"""`analyze`: the information of the input, of every layer and of the readout of a problem.

Layers are treated in their order, each by the strongest means that it allows:
1. piecewise affine, reading exact layers: the exact law;
2. a bijection of such a layer (tanh, sigmoid, softplus, softmax): the exact values, which bijections leave alone;
3. behind a smooth activation: outputs of finitely many inputs are told apart in balls; an injective layer repeats the
   values of its source; else $I(X;L)$ may be certified infinite, and the rest is bounded by data processing.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import SupportsIndex

from flint import fmpq, fmpq_mat

from ibverify.activations import is_piecewise_affine
from ibverify.errors import InputError
from ibverify.exact import Infinite, Value, between, clipped, log_value
from ibverify.information import Information, information, information_of_points, label_entropy
from ibverify.information.certified import dimension, rank_witness
from ibverify.information.points import partitions
from ibverify.law import Law
from ibverify.law.strata import atoms
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.study.images import images
from ibverify.study.rewrite import simplified, with_readout

WHY = "no closed form behind a smooth activation; ask for the first smooth layer, or use piecewise-linear ones"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `analyze` found: H(Y), and the information of the input, of the layers in order, of the readout if any."""

    label_entropy: Value
    input: Information
    layers: tuple[Information, ...]
    readout: Information | None
    network: Network

    def __getitem__(self, index: SupportsIndex | str) -> Information:
        """The information of a layer; 0 is the input, "readout" the readout. Raises `InputError` for any other."""
        if index == "readout" and self.readout is not None:
            return self.readout
        if isinstance(index, SupportsIndex) and 0 <= operator.index(index) <= len(self.layers):
            return (self.input, *self.layers)[index]
        what = "there is no readout" if index == "readout" else f"there is no layer {index!r}"
        asked = ' or "readout"' if self.readout is not None else ""
        raise InputError("", what, f"ask for 0, the input, to {len(self.layers)}, the last layer{asked}")

    def __iter__(self) -> Iterator[Information]:
        """The input, then the layers in order."""
        return iter((self.input, *self.layers))

    def __repr__(self) -> str:
        return f"<Analysis of depth {len(self.layers)}, {'no' if self.readout is None else 'a'} readout>"


def analyze(problem: Problem) -> Analysis:
    """The information of every layer of a problem; exact, infinite with its reason, or enclosed with the reason.

    >>> from ibverify.examples import fig3
    >>> analyze(fig3.problem("f_I", "1/10"))[1].precision
    Value('log(2) - 1/20')
    """
    network = problem.network if problem.readout is None else with_readout(problem.network, problem.readout)
    source = information(problem.law)
    found = _tightened(network, [source, *_layers(simplified(network), problem.law, source)])
    depth = problem.network.depth
    return Analysis(
        label_entropy(problem.law),
        source,
        tuple(found[1 : depth + 1]),
        found[-1] if problem.readout is not None else None,
        problem.network,
    )


def _layers(network: Network, law: Law, source: Information) -> list[Information]:
    """The information of each layer, in order."""
    found = [source]
    discrete = _discrete(network, law) if not _is_piecewise_affine(network) else None
    for index, (image, _) in enumerate(images(network, law), start=1):
        if image is not None:
            found.append(information(image))
        elif discrete is not None:
            found.append(discrete[index])
        else:
            found.append(_bounded(network, index, law, found))
    return found[1:]


def _is_piecewise_affine(network: Network) -> bool:
    return all(is_piecewise_affine(layer.activation) for layer in network.layers)


def _discrete(network: Network, law: Law) -> list[Information] | None:
    """The information of every layer if the input is discrete."""
    points = atoms(law)
    if any(cell.dimension for cell in law.cells):
        return None
    found = partitions(network, list(points))
    masses = list(points.values())
    return [information_of_points(network.width(i), masses, p, law) for i, p in enumerate(found)]


def _bounded(network: Network, index: int, law: Law, found: Sequence[Information]) -> Information:
    """A layer behind a smooth activation, from a law that is not discrete.

    Its values, and H of what it reads, bound H(L) from above; H(L), and I of what it reads, bound I(Y;L).
    """
    sources = [found[s] for s in network.sources(index)]
    if len(sources) == 1 and _is_injective(network, index):
        return replace(sources[0], width=network.width(index))
    before = sources[0] if len(sources) == 1 else found[0]
    most = _least(_finite_upper(network, index), before.entropy.interval(128)[1])
    witness = rank_witness(network, index, law.cells) if most is None else None
    if witness is not None:
        near = ", ".join(map(str, witness.point))
        entropy = Value(Infinite(f"around the input ({near}) the layer has rank {witness.rank} or more"))
    else:
        entropy = between(fmpq(0), most, WHY)
    precision = between(fmpq(0), _least(most, before.precision.interval(128)[1]), WHY)
    rank = dimension(network, index, law.cells, found, WHY)
    return Information(network.width(index), None, None, rank, entropy, entropy, precision)


def _least(*uppers: fmpq | None) -> fmpq | None:
    """The least of upper ends; None is infinity."""
    return min((upper for upper in uppers if upper is not None), default=None)


def _finite_upper(network: Network, index: int) -> fmpq | None:
    """The logarithm of the number of values of the layer, from above; None if there may be infinitely many."""
    layer = network.layers[index - 1]
    if not is_piecewise_affine(layer.activation):
        return None
    count = layer.activation.values(len(layer.weight))
    return None if count is None else log_value(count).interval(128)[1]


def _is_injective(network: Network, index: int) -> bool:
    """Whether the layer is a bijection onto its image: independent columns, and an injective activation."""
    layer = network.layers[index - 1]
    independent = fmpq_mat([list(row) for row in layer.weight]).rank() == layer.inputs
    return independent and layer.activation.facts["injective"] is True


def _tightened(network: Network, found: list[Information]) -> list[Information]:
    """In a chain I(Y;L) does not grow with depth: bounds of a layer hold for its neighbours as well."""
    if any(network.sources(i) != (i - 1,) for i in range(1, network.depth + 1)):
        return found
    ends = [layer.precision.interval(128) for layer in found]
    lowers = list(accumulate(reversed([low for low, _ in ends if low is not None]), max))[::-1]
    uppers = list(accumulate([high for _, high in ends if high is not None], min))
    return [
        layer
        if layer.precision.is_refinable or own == bounds
        else replace(layer, precision=clipped(layer.precision, *bounds))
        for layer, own, bounds in zip(found, ends, zip(lowers, uppers, strict=True), strict=True)
    ]
