r"""Layers that are no functions of the input, for there is noise on the way: $I(X;L) = H(L)$ does not hold of them.

A layer g(S) of noisy layers S has the information $I(S; g(S))$ that its law shows, and data processing gives
$$I(Y;L) \le I(X;L) \le \min(I(X;S), I(S;L), H(X)),$$ equal to $I(X;S)$ where g is one to one. The first noise, and an
affine map of it, have the values of `ibverify.information.noisy`; a discrete layer has the precision of the law of X
with L in the label's place.

Main results: `random_layers`, `separates`; `of_affine` and `of_discrete`, exact; `behind_noise`, `unknown_noise`,
`bounded` and `tightened`, bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate

from flint import fmpq

from ibverify.activations.identity import ACTIVATION as IDENTITY
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Infinite, Value, between
from ibverify.information import Information, information
from ibverify.information.noisy import projected_noise
from ibverify.law import Law
from ibverify.law.joint import by_value
from ibverify.law.reduced import reduced
from ibverify.network import Network, unit_layer
from ibverify.readouts import is_noise
from ibverify.study.images import images

WHY = "behind noise only data processing bounds it; ask for the layer that adds the noise"
BITS = 128


def random_layers(network: Network) -> frozenset[int]:
    """The layers that noise reaches."""
    found: set[int] = set()
    for index, layer in enumerate(network.layers, start=1):
        if is_noise(layer.activation) or not found.isdisjoint(network.sources(index)):
            found.add(index)
    return frozenset(found)


def behind_noise(own: Information, sources: Sequence[Information], *above: Value) -> Information:
    """A layer that reads noisy layers: its `own` information about what it reads, and what else bounds that about X."""
    above = (own.compression, *above, *(each.compression for each in sources if len(sources) == 1))
    known = own.precision.is_exact and any(each.is_exact and each == own.precision for each in above)
    bounds = between(lower(own.precision), least(*map(upper, above)), WHY)
    return replace(own, compression=own.precision if known else bounds)


def of_affine(network: Network, index: int, clean: Law | None) -> Value | None:
    """I(X;WL + b) for the affine map of a layer that reads noise alone, if `clean` is the law before the noise.

    Exact, or enclosed to any precision; None where there is no closed form.
    """
    before = network.layers[index - 2].activation
    if index < 2 or network.sources(index) != (index - 1,) or clean is None or not is_noise(before):
        return None
    if random_layers(network) & {*network.sources(index - 1)} or before.step is None:
        return None
    with suppress(UnsupportedLaw):
        return projected_noise(clean, before.size, network.layers[index - 1].weight)
    return None


def of_discrete(network: Network, index: int, law: Law) -> Value | None:
    r"""I(X;L) of a discrete layer L behind noise; None where no closed form is at hand. Exact or enclosed.

    It is I(D;L) for the layer D before the first noise, of which all that is random in L is independent given X: the
    precision of the law of D with L in the label's place. If D + noise is read by one affine map W alone, W D does too.
    """
    last = min(random_layers(network)) - 1
    if not separates(network, last, index):
        return None
    layers = network.layers[:index]
    unread = unit_layer(network.width(last), IDENTITY)
    chain = all(network.sources(j) == (j - 1,) for j in range(last + 1, index + 1))
    first, second = (replace(each, activation=IDENTITY) for each in (layers[last:] if chain else (unread, unread))[:2])
    told = (replace(first, sources=(last,)), replace(second, sources=(index + 1,)))
    both = replace(unit_layer(len(second.weight) + network.width(index), IDENTITY), sources=(index + 2, index))
    *_, (image, _) = images(Network(network.inputs, (*layers, *told, both)), law)
    pairs = None if image is None else by_value(image, len(second.weight))
    if pairs is None:
        return None
    found = information(reduced(pairs)).precision
    return found if found.is_refinable else None


def separates(network: Network, through: int, index: int) -> bool:
    """Whether a layer reads the input through this one alone, or not at all."""
    waiting, reached = {index}, set[int]()
    while waiting:
        reached |= waiting
        waiting = {s for i in waiting if i > through for s in network.sources(i)} - reached
    return min(reached) >= through


def unknown_noise(width: int, sources: Sequence[Information], image: Law | None) -> Information:
    """Noise on layers of which no law is known: it has a density, and no more information than what it is added to.

    `image` is the law of the sum, if that is known.
    """
    infinite = Value(Infinite(f"the noise has a density, so the layer has dimension {width}"))
    of_x, of_y = (between(fmpq(0), each, WHY) for each in _uppers([(s.compression, s.precision) for s in sources]))
    if image is not None:
        of_y = information(reduced(image)).precision
        of_x = between(lower(of_y), upper(of_x), WHY)
    return Information(width, 0, {width: fmpq(1)}, Value(width), infinite, of_x, of_y)


def bounded(width: int, values: fmpq | None, sources: Sequence[Information]) -> Information:
    """A map of noisy layers of which no law is known; `values` bounds the logarithm of the number of its values."""
    known = _uppers([(s.entropy, s.precision) for s in sources])
    entropy, of_y = (between(fmpq(0), least(values, each), WHY) for each in known)
    dimension = between(fmpq(0), fmpq(0 if values is not None else width), WHY)
    return Information(width, None, None, dimension, entropy, entropy, of_y)


def _uppers(pairs: Sequence[tuple[Value, Value]]) -> tuple[fmpq | None, fmpq | None]:
    """The upper ends that a layer inherits from the one that it reads; several bound nothing here."""
    return (upper(pairs[0][0]), upper(pairs[0][1])) if len(pairs) == 1 else (None, None)


def tightened(found: Sequence[Information]) -> list[Information]:
    """In a chain I(X;L) does not grow with depth: a later layer bounds it from below."""
    lowers = list(accumulate((lower(layer.compression) for layer in reversed(found)), max))[::-1]
    return [
        replace(layer, compression=between(low, upper(layer.compression), WHY))
        if not layer.compression.is_refinable and low > lower(layer.compression)
        else layer
        for layer, low in zip(found, lowers, strict=True)
    ]


def least(*uppers: fmpq | None) -> fmpq | None:
    """The least of upper ends; None is infinity."""
    return min((each for each in uppers if each is not None), default=None)


def lower(value: Value) -> fmpq:
    """A lower end, 0 or more; for infinity the trivial one."""
    low = value.interval(BITS)[0]
    return fmpq(0) if low is None else max(low, fmpq(0))


def upper(value: Value) -> fmpq | None:
    """An upper end; None is infinity."""
    return value.interval(BITS)[1]
