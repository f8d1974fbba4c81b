r"""`analyze`: the information of the input, of every layer and of the readout of a problem.

Layers are treated in their order, each by the strongest means that it allows:
1. piecewise affine, reading exact layers: the exact law;
2. a bijection of such a layer (tanh, sigmoid, softplus, softmax): the exact values, which bijections leave alone;
3. behind a smooth activation: outputs of finitely many inputs are told apart in balls; an injective layer repeats the
   values of its source; else $I(X;L)$ may be certified infinite, and the rest is bounded by data processing;
4. noise: see `ibverify.study.noisy`. A readout is one more layer, but for the soft decision and for two terms.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import SupportsIndex

from flint import fmpq, fmpq_mat

from ibverify.activations import is_piecewise_affine
from ibverify.activations.identity import ACTIVATION as IDENTITY
from ibverify.errors import InputError
from ibverify.exact import Infinite, Value, between, clipped, log_value
from ibverify.information import Information, information, information_of_points, label_entropy
from ibverify.information.certified import dimension, rank_witness
from ibverify.information.points import partitions
from ibverify.law import Law
from ibverify.law.joint import relabelled
from ibverify.law.push import push
from ibverify.law.reduced import reduced
from ibverify.law.strata import atoms
from ibverify.network import Network
from ibverify.problem import Problem, Terms
from ibverify.readouts import Channel, Readout, is_map, is_noise, is_soft
from ibverify.study.chain import Chain, Output, chain, decided
from ibverify.study.images import images
from ibverify.study.noisy import (
    behind_noise,
    bounded,
    least,
    of_affine,
    of_discrete,
    random_layers,
    tightened,
    unknown_noise,
)
from ibverify.study.rewrite import followed, preceded, simplified

WHY = "no closed form behind a smooth activation; ask for the first smooth layer, or use piecewise-linear ones"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `analyze` found: H(Y), and the information of the input, of the layers in order, of the readout if any.

    `chain` is (24), after a soft readout.
    """

    label_entropy: Value
    input: Information
    layers: tuple[Information, ...]
    readout: Information | None
    network: Network
    chain: Chain | None = None

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
    law, readout = problem.law, problem.readout
    if isinstance(readout, Terms):
        found = _found(problem, law, readout.precision)
        answer: Information | None = _of_terms(problem, readout, found.last)
    else:
        found = _found(problem, law, readout)
        answer = None if readout is None else found.last
    whole = label_entropy(law)
    bounds = chain(problem.network, found.layers, whole, readout, found.output) if is_soft(readout) else None
    return Analysis(whole, found.input, found.layers, answer, problem.network, bounds)


@dataclass(frozen=True, slots=True)
class _Found:
    """The input, the layers, and what the readout puts out, or again the last layer; `output` is before a soft one."""

    input: Information
    layers: tuple[Information, ...]
    last: Information
    output: Output


def _found(problem: Problem, law: Law, readout: Readout | None) -> _Found:
    """What is found with this law and this readout in the place of the problem's."""
    network = problem.network if problem.input_noise is None else preceded(problem.network, problem.input_noise)
    first, depth = network.depth - problem.network.depth + 1, network.depth
    channel = None
    if readout is not None and (is_map(readout) or is_noise(readout)):
        network = followed(network, readout)
    else:
        channel = readout
    found, output = _layers(simplified(network), law)
    found = _tightened(network, found)
    last = found[-1]
    if channel is not None:
        last = decided(channel, output)
        if random_layers(network):
            exact = _drawn(channel, network, law) if output.activation is None else None
            last = (
                behind_noise(last, found[-1:], found[0].entropy) if exact is None else replace(last, compression=exact)
            )
    return _Found(found[0], tuple(found[first : depth + 1]), last, output)


def _drawn(channel: Channel, network: Network, law: Law) -> Value | None:
    r"""$I(X;\hat Y)$ of a soft decision by one output behind noise: it is drawn by more noise."""
    if not is_soft(channel) or network.width(network.depth) != 1:
        return None
    for activation in channel.drawn():
        network = followed(network, activation)
    return of_discrete(network, network.depth, law)


def _of_terms(problem: Problem, terms: Terms, precise: Information) -> Information:
    """I(X;R(L)), or I(Q(X);R(L)) with the value of Q(X) in the label's place, beside a precision that is known."""
    law = problem.law if terms.input is None else relabelled(problem.law, terms.input)
    found = _found(problem, law, terms.compression).last
    of_x = found.compression if terms.input is None else found.precision
    return replace(found, compression=of_x, precision=precise.precision)


def _layers(network: Network, law: Law) -> tuple[list[Information], Output]:
    """The information of the input and of every layer, in order, and what is known of the law of the last one."""
    found = [information(law)]
    discrete, noisy = _discrete(network, law), random_layers(network)
    output, clean = Output(law, None), None
    for index, (image, own) in enumerate(images(network, law), start=1):
        sources = [found[s] for s in network.sources(index)]
        activation = network.layers[index - 1].activation
        if is_noise(activation):
            clean = _preactivation(network, index, output)
            if clean is not None:
                each = activation.information(clean)
            else:
                each = unknown_noise(network.width(index), sources, image)
        elif image is not None:
            each = information(reduced(image) if index in noisy else image)
        elif index < len(discrete):
            each = discrete[index]
        else:
            each = _bounded(network, index, law, found)
        if not noisy.isdisjoint(network.sources(index)):
            affine = of_affine(network, index, clean)
            if not is_noise(activation) and len(sources) == 1 and _is_injective(network, index):
                each = replace(each, compression=sources[0].compression)
            elif affine is not None and activation.facts["injective"] is True:
                each = replace(each, compression=affine)
            else:
                above = [found[0].entropy] if affine is None else [found[0].entropy, affine]
                each = behind_noise(each, sources, *above)
            if each.dimensions == {0: fmpq(1)} and (exact := of_discrete(network, index, law)) is not None:
                each = replace(each, compression=exact)
        found.append(each)
        output = Output(image, None if own else activation)
    return found, output


def _preactivation(network: Network, index: int, before: Output) -> Law | None:
    """The law of a layer's affine map, if it reads the layer before it alone and that has a law."""
    if before.law is None or before.activation is not None or network.sources(index) != (index - 1,):
        return None
    layer = replace(network.layers[index - 1], activation=IDENTITY, sources=None)
    return push(Network(layer.inputs, (layer,)), before.law)[-1]


def _discrete(network: Network, law: Law) -> list[Information]:
    """The information of the input and of the layers before any noise, if the input is discrete; else nothing."""
    depth = min(random_layers(network), default=network.depth + 1) - 1
    head = Network(network.inputs, network.layers[:depth])
    if any(cell.dimension for cell in law.cells) or all(is_piecewise_affine(each.activation) for each in head.layers):
        return []
    points = atoms(law)
    masses = list(points.values())
    return [
        information_of_points(network.width(i), masses, p, law) for i, p in enumerate(partitions(head, list(points)))
    ]


def _bounded(network: Network, index: int, law: Law, found: Sequence[Information]) -> Information:
    """A layer behind a smooth activation, from a law that is not discrete.

    Its values, and H of what it reads, bound H(L) from above; H(L), and I of what it reads, bound I(Y;L).
    """
    sources = [found[s] for s in network.sources(index)]
    if index in random_layers(network):
        return bounded(network.width(index), _finite_upper(network, index), sources)
    if len(sources) == 1 and _is_injective(network, index):
        return replace(sources[0], width=network.width(index))
    before = sources[0] if len(sources) == 1 else found[0]
    most = least(_finite_upper(network, index), before.entropy.interval(128)[1])
    witness = rank_witness(network, index, law.cells) if most is None else None
    if witness is not None:
        near = ", ".join(map(str, witness.point))
        entropy = Value(Infinite(f"around the input ({near}) the layer has rank {witness.rank} or more"))
    else:
        entropy = between(fmpq(0), most, WHY)
    precision = between(fmpq(0), least(most, before.precision.interval(128)[1]), WHY)
    rank = dimension(network, index, law.cells, found, WHY)
    return Information(network.width(index), None, None, rank, entropy, entropy, precision)


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
    """In a chain information does not grow with depth: bounds of a layer hold for its neighbours as well."""
    if any(network.sources(i) != (i - 1,) for i in range(1, network.depth + 1)):
        return found
    ends = [layer.precision.interval(128) for layer in found]
    lowers = list(accumulate(reversed([low for low, _ in ends if low is not None]), max))[::-1]
    uppers = list(accumulate([high for _, high in ends if high is not None], min))
    clearer = [
        layer
        if layer.precision.is_refinable or own == bounds
        else replace(layer, precision=clipped(layer.precision, *bounds))
        for layer, own, bounds in zip(found, ends, zip(lowers, uppers, strict=True), strict=True)
    ]
    return tightened(clearer) if random_layers(network) else clearer
