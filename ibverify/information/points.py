r"""Finitely many inputs through a network that is not piecewise affine: which outputs are equal?

Exact as long as the layers are rational. Behind a smooth activation outputs are told apart by balls of increasing
precision, and are equal for sure where their inputs are, or where all their coordinates are the same exact numbers. A
pair that stays undecided turns the values into enclosures.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flint import arb, fmpq

from ibverify.activations import Activation, PiecewiseAffine, is_piecewise_affine, is_up_to_bijection
from ibverify.exact.value import ball_ends
from ibverify.law.cell import Point
from ibverify.network import Network, evaluate_balls

PRECISIONS = (128, 512, 2048)
Output = tuple[fmpq | arb, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Points by equal output: those of one `fine` class are equal for sure, those of two `coarse` ones different."""

    fine: tuple[int, ...]
    coarse: tuple[int, ...]

    @property
    def decided(self) -> bool:
        """Whether every pair is known to be equal or different."""
        return self.fine == self.coarse


def partitions(network: Network, points: Sequence[Point]) -> tuple[Partition, ...]:
    """For the input and every layer, which of the points have equal outputs.

    Points that are equal have to be given once. Rigorous; see the module.
    """
    outputs = _Outputs(network, points)
    found = [_numbered(points, points)]
    exact: dict[int, Sequence[Point]] = {0: points}
    for index, layer in enumerate(network.layers, start=1):
        sources = network.sources(index)
        if all(s in exact for s in sources):
            before = [layer.preactivation([x for s in sources for x in exact[s][i]]) for i in range(len(points))]
            keys = [_exact_map(layer.activation).at(z) for z in before]
            found.append(_numbered(keys, keys))
            if is_piecewise_affine(layer.activation):
                exact[index] = keys
            continue
        read = [tuple(found[s].fine[i] for s in sources) for i in range(len(points))]
        fine: list[Hashable] = [_exact_key(outputs.at(index, 0, i)) or read[i] for i in range(len(points))]
        found.append(_numbered(fine, _coarse(fine, partial(outputs.at, index))))
    return tuple(found)


def _exact_map(activation: Activation) -> PiecewiseAffine:
    """A piecewise-affine map whose values are equal exactly where those of the activation are."""
    if is_up_to_bijection(activation):
        return activation.equivalent
    if is_piecewise_affine(activation):
        return activation
    raise TypeError(f"{activation.name} is neither piecewise affine nor a bijection of such a map")


class _Outputs:
    """The outputs of the points, computed once for each precision and only where they are asked for."""

    def __init__(self, network: Network, points: Sequence[Point]) -> None:
        self._network, self._points = network, points
        self._known: dict[tuple[int, int], tuple[Output, ...]] = {}

    def at(self, index: int, level: int, point: int) -> Output:
        if (level, point) not in self._known:
            self._known[level, point] = evaluate_balls(self._network, self._points[point], PRECISIONS[level])
        return self._known[level, point][index - 1]


def _exact_key(output: Output) -> tuple[tuple[int, ...], ...] | None:
    """Equal keys are equal outputs; None if some coordinate is not an exact number."""
    key = []
    for x in output:
        ends = _ends(x)
        if ends is None or ends[0] != ends[1]:
            return None
        key.append((int(ends[0].p), int(ends[0].q)))
    return tuple(key)


def _coarse(fine: Sequence[Hashable], output: Callable[[int, int], Output]) -> list[int]:
    """The first point of the cluster of each point: points of different clusters certainly differ."""
    first: dict[Hashable, int] = {}
    for i, key in enumerate(fine):
        first.setdefault(key, i)
    clusters = [list(first.values())]
    for level in range(len(PRECISIONS)):
        clusters = [part for c in clusters for part in (_separated(c, level, output) if len(c) > 1 else [c])]
        if all(len(c) == 1 for c in clusters):
            break
    leader = {i: min(cluster) for cluster in clusters for i in cluster}
    return [leader[first[key]] for key in fine]


def _separated(cluster: list[int], level: int, output: Callable[[int, int], Output]) -> Iterator[list[int]]:
    """The cluster split wherever the intervals of some coordinate leave a gap."""
    ends = {i: [_ends(x) for x in output(level, i)] for i in cluster}
    parts = [cluster]
    for axis in range(len(ends[cluster[0]])):
        known = {i: interval for i in cluster if (interval := ends[i][axis]) is not None}
        if len(known) == len(cluster):
            parts = [piece for part in parts for piece in _split(part, known)]
    return iter(parts)


def _split(part: list[int], intervals: Mapping[int, tuple[fmpq, fmpq]]) -> Iterator[list[int]]:
    ordered = sorted(part, key=lambda i: intervals[i][0])
    run, reach = [ordered[0]], intervals[ordered[0]][1]
    for i in ordered[1:]:
        low, high = intervals[i]
        if low > reach:
            yield run
            run, reach = [], high
        run.append(i)
        reach = max(reach, high)
    yield run


def _ends(x: fmpq | arb) -> tuple[fmpq, fmpq] | None:
    """An interval of the output; None if the ball says nothing."""
    if isinstance(x, fmpq):
        return x, x
    try:
        return ball_ends(x)
    except ValueError:
        return None


def _numbered(fine: Sequence[Hashable], coarse: Sequence[Hashable]) -> Partition:
    """Classes numbered by their first point, so that equal partitions are equal tuples."""
    return Partition(_by_first(fine), _by_first(coarse))


def _by_first(keys: Sequence[Hashable]) -> tuple[int, ...]:
    first: dict[Hashable, int] = {}
    return tuple(first.setdefault(key, i) for i, key in enumerate(keys))
