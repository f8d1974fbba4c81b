r"""Certificates of laws, checked: is I(X;L) infinite for a layer L, or which finite value does it have?

X is a mixture of finitely many components, each a point or uniform on a convex polytope, and L = f(X) for a network f.
Hence I(X;L) = H(L): infinite unless the law of L consists of atoms, and -sum p log p over their masses p if it does.

Infinite is shown by two points of one component C of positive mass, with different images, if f is continuous. Proof.
Choose a piece for every neuron: this makes f one of finitely many maps, analytic on the affine hull of C and equal to f
where the pieces are the right ones. If one of them is not constant, and right with positive probability, its values
there have no atoms, since its level sets have measure zero: L has mass without atoms, and H(L) is infinite. Otherwise f
has finitely many values on a set of full measure. This is dense in C, f is continuous, and C is connected: then f is
constant on C, and no two images differ.

Finite is shown by finding the atoms again. A component on whose bounding box ranges of numbers show L to be constant is
one atom. Others fall into simplices, which are bisected at exact zeros until no neuron changes its piece on any; mass
splits in the ratio of the edge. L has to be constant on each. Behind a smooth activation two outputs are equal if their
inputs are, and different if rational bounds are.

The module imports the standard library alone, so that it shares nothing with what it checks, and runs alone:
`python -I -S certificates.py CERT.json [PROBLEM.json]` prints what is proved with status 0, or one sentence on standard
error with status 1 for a certificate that does not prove its statement, 2 for what cannot be read as one. All numbers
are rational.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, product
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

Point = tuple[Fraction, ...]
Ranges = Callable[[int, int], "list[Output]"]

FORMAT, PROBLEM = "ibverify-certificate/1", "ibverify-problem/1"
BYTES, LISTS, DIGITS = 50_000_000, 1_000_000, 100_000  # no more is read
CELLS, WORK = 10_000, 4_000_000_000  # no more is checked: simplices of a component, bits in a layer
PRECISIONS = (128, 512, 2048)  # of rational bounds, in bits after the point
NUMBER = re.compile(r"(-?[0-9]+)(?:/([0-9]+)|\.([0-9]+))?")
SHAPES = ("atom", "box", "halfspaces", "polytope")
ALIASES = {  # for members of a family; a threshold is 1 above its parameter, else 0
    "relu": ("leaky_relu", "0"),
    "abs": ("leaky_relu", "-1"),
    "hardtanh": ("clip", "-1", "1"),
    "step": ("threshold", "0"),
}
PARAMETERS = {"leaky_relu": {"slope": "1/100"}, "clip": {"lower": "-1", "upper": "1"}}
SMOOTH, SELECTING, JUMPING = ("sigmoid", "softmax", "softplus", "tanh"), ("argmax", "max"), ("argmax", "threshold")


class Unreadable(ValueError):
    """What cannot be read as a certificate, or is too large; the message is a sentence."""


class Rejected(ValueError):
    """A certificate that does not prove its statement; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Component:
    """Mass on a point, or uniform on a convex polytope; `data`: the point, sides, points of a hull, or halfspaces."""

    label: str
    mass: Fraction
    shape: str
    data: tuple[Point, ...]

    @property
    def width(self) -> int:
        """The dimension of the space."""
        return len(self.data) if self.shape == "box" else len(self.data[0]) - (self.shape == "halfspaces")


@dataclass(frozen=True, slots=True)
class Layer:
    """The activation of (weight | bias) = rows / denominator, applied to the outputs of `sources`; 0 is the input."""

    name: str
    rows: tuple[tuple[int, ...], ...]
    denominator: int
    activation: str
    parameters: Point
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """The components of the input, and the layers, with the readout as the last one."""

    components: tuple[Component, ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """What is known of an output: a range for each coordinate, and that it is the same where the key is."""

    low: Point
    high: Point
    key: Hashable

    @property
    def exact(self) -> bool:
        """Whether it is known."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Cell:
    """Mass on a simplex; of each vertex, the outputs of the layers that are still read."""

    mass: Fraction
    vertices: tuple[dict[int, Output], ...]


def check(certificate: object, problem: object | None = None) -> list[str]:
    """What a certificate proves, in a sentence for each layer; with a problem, also that it is about this one.

    Both are as `read` gives them; the problem names no files. Raises `Unreadable` and `Rejected`.

    >>> layer = {"weight": [["1"]], "bias": ["0"], "activation": "relu"}
    >>> about = {"format": PROBLEM, "network": [layer], "input": [{"label": "0", "mass": "1", "box": [["-1", "1"]]}]}
    >>> claim = {"index": 1, "I(X;L)": "infinite", "witness": {"component": 0, "points": [["0"], ["1"]]}}
    >>> made = {"format": FORMAT, "kind": "law", "problem": about, "problem_digest": digest(about), "layers": [claim]}
    >>> check({**made, "digest": digest(made)})
    ['layer 1: I(X;L) = oo, since L is not constant on input[0]']
    """
    fields = _object(certificate, "certificate", ("format", "kind", "problem", "problem_digest", "layers", "digest"))
    if fields["format"] != FORMAT or fields["kind"] != "law":
        raise Unreadable(f"certificate: it is no {FORMAT} of the kind law")
    if fields["problem_digest"] != digest(fields["problem"]):
        raise Rejected("problem_digest: it is not the digest of the problem")
    if fields.pop("digest") != digest(fields):
        raise Rejected("digest: it is not the digest of the rest of the certificate")
    about, claims = _problem(fields["problem"]), _list(fields["layers"], "layers")
    if problem is not None and _problem(problem, ("expect",)) != about:
        raise Rejected("problem: the certificate is about another one")
    if len(claims) != len(about.layers):
        raise Rejected(f"layers: there are {len(claims)}, and {len(about.layers)} in the problem")
    ranges = cache(lambda number, bits: _outputs(about.layers, _bounds(about.components[number]), bits))
    said = [_claim(about, index, claim, ranges) for index, claim in enumerate(claims, start=1)]
    if not any(said):
        raise Rejected("layers: nothing is claimed of any")
    return [f"{layer.name}: {text or 'nothing is claimed'}" for layer, text in zip(about.layers, said, strict=True)]


def digest(value: object) -> str:
    """The SHA-256 of the canonical form of a JSON value: sorted keys, no blanks, UTF-8. Raises `Unreadable`."""
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()
    except (TypeError, ValueError, RecursionError) as error:
        raise Unreadable(f"certificate: it has no canonical form ({error!s:.60})") from None


# Claims. `ranges` are the outputs of all layers on the bounding box of a component, to a precision.


def _claim(problem: Problem, index: int, claim: object, ranges: Ranges) -> str | None:
    """What is proved of a layer; None if nothing is claimed."""
    where, name = f"layers[{index - 1}]", problem.layers[index - 1].name
    kind = claim.get("I(X;L)") if isinstance(claim, dict) else None
    if kind not in ("infinite", "finite", "unknown"):
        raise Unreadable(f"{where}: it does not say that I(X;L) is infinite, finite or unknown")
    evidence = {"infinite": ("witness",), "finite": ("masses",)}.get(kind, ())
    fields = _object(claim, where, ("index", "I(X;L)", *evidence))
    place = name if name == "readout" else index
    if type(fields["index"]) is not type(place) or fields["index"] != place:
        raise Rejected(f"{where}.index: it is {fields['index']!a:.40}, where {place} has its place")
    if kind == "infinite":
        component = _varying(problem, index, fields["witness"], f"{where}.witness")
        return f"I(X;L) = oo, since L is not constant on input[{component}]"
    if kind == "unknown":
        return None
    given = [_counted(pair, f"{where}.masses") for pair in _list(fields["masses"], f"{where}.masses")]
    found = sorted(Counter(_atoms(problem, index, ranges, where)).items(), reverse=True)
    if given != found:
        shown = ", ".join(f"{count} of mass {_text(mass)}" for mass, count in found)
        raise Rejected(f"{where}.masses: the atoms of L are {shown:.200}")
    terms = [f"{_text(count * mass)}*log({_text(mass)})" for mass, count in found if mass != 1]
    return f"I(X;L) = -{' - '.join(terms)}" if terms else "I(X;L) = 0"


def _counted(pair: object, where: str) -> tuple[Fraction, int]:
    """A mass, and how many atoms have it."""
    mass, count = _list(pair, where, 2)
    if type(count) is not int:
        raise Unreadable(f"{where}: {count!a:.40} is no number of atoms")
    return _number(mass, where), count


def _varying(problem: Problem, index: int, witness: object, where: str) -> int:
    """A component on which a layer is continuous and not constant, as the witness shows."""
    layers = problem.layers[:index]
    if jump := next((i for i in _feeding(layers) if layers[i - 1].activation in JUMPING), None):
        raise Rejected(f"{where}: {layers[jump - 1].name} jumps, and behind a jump two points do not show infinity")
    fields = _object(witness, where, ("component", "points"))
    number, points = fields["component"], _list(fields["points"], f"{where}.points", 2)
    if type(number) is not int or not 0 <= number < len(problem.components):
        raise Unreadable(f"{where}.component: {number!a:.40} is no index of the input")
    if not (component := problem.components[number]).mass:
        raise Rejected(f"{where}.component: input[{number}] has no mass")
    one, other = (_known(_inside(component, point, f"{where}.points")) for point in points)
    for bits in PRECISIONS:
        if _differ(_outputs(layers, one, bits)[index], _outputs(layers, other, bits)[index]):
            return number
    raise Rejected(f"{where}.points: their images are not shown to differ")


def _feeding(layers: Sequence[Layer]) -> list[int]:
    """The last layer and those that it depends on, in their order."""
    found = {len(layers)}
    for index in range(len(layers), 0, -1):
        found |= set(layers[index - 1].sources) if index in found else set()
    return sorted(found - {0})


def _atoms(problem: Problem, index: int, ranges: Ranges, where: str) -> Iterable[Fraction]:
    """The masses of the atoms of a layer, if it has no other mass."""
    for bits in PRECISIONS:
        masses: dict[Hashable, Fraction] = {}
        outputs: dict[Hashable, Output] = {}
        for number, component in enumerate(problem.components):
            if not component.mass:
                continue
            source, *_, last = ranges(number, bits)[: index + 1]
            parts: Iterable[tuple[Fraction, Output]] = [(component.mass, last)]
            if not (source.exact or last.exact):
                parts = _parts(component, problem.layers[:index], bits, f"{where}, input[{number}]")
            for mass, output in parts:
                masses[output.key] = masses.get(output.key, Fraction()) + mass
                outputs[output.key] = output
        if _all_differ(outputs.values()):
            return masses.values()
    raise Rejected(f"{where}: two outputs are shown neither to be equal nor to differ")


def _differ(one: Output, other: Output) -> bool:
    """Whether two outputs certainly differ."""
    return any(a > d or b < c for a, b, c, d in zip(one.low, one.high, other.low, other.high, strict=True))


def _all_differ(outputs: Iterable[Output]) -> bool:
    """Whether any two outputs certainly differ; a sweep along the first coordinate."""
    ordered = sorted(outputs, key=lambda output: output.low)
    if all(output.exact for output in ordered):
        return all(one.low != other.low for one, other in pairwise(ordered))
    near: list[Output] = []
    for output in ordered:
        near = [other for other in near if other.high[0] >= output.low[0]]
        if not all(_differ(other, output) for other in near):
            return False
        near.append(output)
    return True


# Outputs of points, and of boxes as ranges.


def _known(point: Point) -> Output:
    return Output(point, point, point)


def _ranging(low: Point, high: Point, key: Hashable) -> Output:
    """An output in a range; known if there is one point in it."""
    return _known(low) if low == high else Output(low, high, key)


def _outputs(layers: Sequence[Layer], source: Output, bits: int) -> list[Output]:
    """What tells the outputs of all layers, 0 being the input: the pre-activation, if the activation is smooth.

    These are injective; softmax is so for pre-activations of which the last is 0, and no others occur.
    """
    outputs, told = [source], [source]
    for layer in layers:
        before = _affine(layer, [outputs[i] for i in layer.sources])
        outputs.append(_activated(layer, before, bits))
        told.append(before if layer.activation in SMOOTH else outputs[-1])
    return told


def _affine(layer: Layer, sources: Sequence[Output]) -> Output:
    """The pre-activation; exact, or the least ranges that those of the sources allow."""
    low, high = [x for each in sources for x in each.low], [x for each in sources for x in each.high]
    unit = math.lcm(*(x.denominator for x in low), *(x.denominator for x in high))
    _affordable(len(layer.rows) * len(low), unit.bit_length() + layer.denominator.bit_length())
    lower, upper = ([x.numerator * (unit // x.denominator) for x in ends] for ends in (low, high))
    scale = unit * layer.denominator
    if lower == upper:
        return _known(tuple(Fraction(sum(map(mul, row, lower), row[-1] * unit), scale) for row in layer.rows))
    ends: list[Point] = []
    for near, far in ((lower, upper), (upper, lower)):
        chosen = ([w * (a if w > 0 else b) for w, a, b in zip(row, near, far, strict=False)] for row in layer.rows)
        sums = [sum(terms, row[-1] * unit) for terms, row in zip(chosen, layer.rows, strict=True)]
        ends.append(tuple(Fraction(x, scale) for x in sums))
    return _ranging(ends[0], ends[1], tuple(source.key for source in sources))


def _activated(layer: Layer, before: Output, bits: int) -> Output:
    """The activation of a pre-activation."""
    low, high = before.low, before.high
    match layer.activation:
        case "max":
            low, high = (max(low),), (max(high),)
        case "argmax":  # the indices that may be the first of the largest
            able = [i for i, x in enumerate(high) if x >= max(low) and not any(y >= x for y in low[:i])]
            low, high = (Fraction(able[0]),), (Fraction(able[-1]),)
        case "sigmoid":
            low, high = (tuple(_sigmoid(x, bits)[i] for x in ends) for i, ends in enumerate((low, high)))
        case "tanh":
            low, high = (tuple(2 * _sigmoid(2 * x, bits)[i] - 1 for x in ends) for i, ends in enumerate((low, high)))
        case "softmax":
            low, high = (tuple(Fraction(end) for _ in low) for end in (0, 1))
        case "softplus":  # at most log(2) above the positive part
            low, high = (tuple(max(x, Fraction()) + end for x in ends) for end, ends in enumerate((low, high)))
        case _:
            kinks, value = _piecewise(layer)
            met = [[a, b, *(kink for kink in kinks if a < kink < b)] for a, b in zip(low, high, strict=True)]
            values = [[value(x) for x in points] for points in met]
            low, high = tuple(map(min, values)), tuple(map(max, values))
    return _ranging(low, high, (layer.activation, before.key))


def _piecewise(layer: Layer) -> tuple[Sequence[Fraction], Callable[[Fraction], Fraction]]:
    """The kinks of an activation of each coordinate, and its value."""
    numbers = layer.parameters
    match layer.activation:
        case "identity":
            return (), lambda x: x
        case "leaky_relu":
            return (Fraction(),), lambda x: x if x > 0 else numbers[0] * x
        case "clip":
            return numbers, lambda x: min(max(x, numbers[0]), numbers[1])
    return numbers, lambda x: Fraction(x > numbers[0])


def _sigmoid(x: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """Bounds of 1 / (1 + exp(-x)): by Taylor for exp(x / 2**k), which is squared k times.

    The terms are rounded down: each is short by at most 2 units, and so are, together, those that are left out. That
    x / 2**k is rounded down costs 3 more.
    """
    if x < 0:
        low, high = _sigmoid(-x, bits)
        return 1 - high, 1 - low
    if x > bits:
        return _sigmoid(Fraction(bits), bits)[0], Fraction(1)
    k = math.floor(x).bit_length()
    unit = 1 << (bits + 2 * k + 16)
    y = x.numerator * unit // (x.denominator << k)
    below, term, n = unit, unit, 0
    while term:
        n += 1
        term = term * y // (n * unit)
        below += term
    above = below + 2 * n + 5
    for _ in range(k):
        below, above = below * below // unit, above * above // unit + 1
    floor, ceiling = (below << bits) // (unit + below), -((-above << bits) // (unit + above))
    return Fraction(floor, 1 << bits), Fraction(ceiling, 1 << bits)


# Parts of components.


def _parts(component: Component, layers: Sequence[Layer], bits: int, where: str) -> Iterator[tuple[Fraction, Output]]:
    """The masses of parts of a component, and what tells the last layer on each."""
    *before, last = layers
    layers = [*before, replace(last, activation="identity") if last.activation in SMOOTH else last]
    simplices = _simplices(_corners(component))
    cells = [Cell(share * component.mass, tuple({0: _known(v)} for v in simplex)) for share, simplex in simplices]
    feeding = _feeding(layers)
    for index in feeding:
        read = {i for later in feeding if later > index for i in layers[later - 1].sources}
        pushed: list[Cell] = []
        for cell in cells:
            pushed += _pushed(cell, index, layers[index - 1], read, bits, where)
            if len(pushed) > CELLS:
                raise Rejected(f"{where}: there are more than {CELLS} parts")
        cells = pushed
    for cell in cells:
        if not _same([vertex[len(layers)] for vertex in cell.vertices]):
            raise Rejected(f"{where}: L is not constant")
        yield cell.mass, cell.vertices[0][len(layers)]


def _pushed(cell: Cell, index: int, layer: Layer, read: set[int], bits: int, where: str) -> Iterator[Cell]:
    """The parts of a cell on which no neuron of a layer changes its piece, with its output."""
    before = [_affine(layer, [vertex[i] for i in layer.sources]) for vertex in cell.vertices]
    cell = Cell(cell.mass, tuple({**v, index: z} for v, z in zip(cell.vertices, before, strict=True)))
    if not _same(before) and (layer.activation in SMOOTH or not all(z.exact for z in before)):
        raise Rejected(f"{where}: {layer.name} is not constant, and what is behind it is not known")
    for part in _cut(cell, lambda vertex: _walls(layer, vertex[index].low)):
        before = [vertex[index] for vertex in part.vertices]
        if layer.activation in JUMPING and not _same(before):  # constant, with the value that it has inside
            columns = zip(*(z.low for z in before), strict=True)
            before = [_known(tuple(sum(column) / Fraction(len(before)) for column in columns))] * len(before)
        after = [_activated(layer, z, bits) for z in before]
        kept = [
            {**{i: output for i, output in vertex.items() if i in read}, index: value}
            for vertex, value in zip(part.vertices, after, strict=True)
        ]
        constant = all(_same([vertex[i] for vertex in kept]) for i in kept[0])
        yield Cell(part.mass, tuple(kept[:1] if constant else kept))


def _same(outputs: Sequence[Output]) -> bool:
    """Whether outputs are equal for sure."""
    return all(output.key == outputs[0].key for output in outputs)


def _walls(layer: Layer, before: Point) -> list[Fraction]:
    """What is 0 where a neuron changes its piece."""
    if layer.activation in SELECTING:
        return [x - y for x, y in combinations(before, 2)]
    return [x - kink for kink in _piecewise(layer)[0] for x in before]


def _cut(cell: Cell, walls: Callable[[dict[int, Output]], Sequence[Fraction]]) -> Iterator[Cell]:
    """The parts of a cell that is bisected where walls are 0 on an edge, until each has one sign on each part."""
    pending = [(cell, tuple(map(walls, cell.vertices)))]
    while pending:
        cell, values = pending.pop()
        for wall in zip(*values, strict=True):
            if min(signs := [x.numerator for x in wall]) < 0 < max(signs):
                low, high = min(wall), max(wall)
                i, j, share = wall.index(low), wall.index(high), high / (high - low)
                one, other = cell.vertices[i], cell.vertices[j]
                middle = {k: _between(share, one[k], other[k]) for k in one}
                for gone, part in ((i, share), (j, 1 - share)):
                    vertices = (*cell.vertices[:gone], middle, *cell.vertices[gone + 1 :])
                    pending.append(
                        (Cell(part * cell.mass, vertices), (*values[:gone], walls(middle), *values[gone + 1 :]))
                    )
                break
        else:
            yield cell


def _between(share: Fraction, one: Output, other: Output) -> Output:
    if one.key == other.key:
        return one
    return _known(tuple(share * a + (1 - share) * b for a, b in zip(one.low, other.low, strict=True)))


# Convex polytopes.


def _inside(component: Component, given: object, where: str) -> Point:
    """A point of the component; in a hull it is given by its weights on the points."""
    data = component.data
    point = _vector(given, where, len(data) if component.shape == "polytope" else component.width)
    if component.shape == "polytope":
        within = min(point) >= 0 and sum(point) == 1
        point = tuple(sum(map(mul, point, column), Fraction()) for column in zip(*data, strict=True))
    elif component.shape == "halfspaces":
        within = _satisfies(point, data)
    else:
        sides = data if component.shape == "box" else [(x, x) for x in data[0]]
        within = all(low <= x <= high for x, (low, high) in zip(point, sides, strict=True))
    if not within:
        raise Rejected(f"{where}: one of them is not in the component")
    return point


def _satisfies(point: Point, halfspaces: Iterable[Point]) -> bool:
    return all(sum(map(mul, row, point)) <= row[-1] for row in halfspaces)


def _bounds(component: Component) -> Output:
    """The least box around a component, as a range."""
    columns = component.data if component.shape == "box" else list(zip(*_corners(component), strict=True))
    return _ranging(tuple(map(min, columns)), tuple(map(max, columns)), None)


def _corners(component: Component) -> Sequence[Point]:
    """Points whose hull the component is."""
    if component.shape == "halfspaces":
        return _vertices(component.data)
    if component.shape != "box":
        return component.data
    sides = [sorted(set(side)) for side in component.data]
    if math.prod(map(len, sides)) > CELLS:
        raise Rejected("problem.input: a box of so many sides is not cut into simplices")
    return list(product(*sides))


def _vertices(halfspaces: Sequence[Point]) -> list[Point]:
    """The vertices of an intersection of halfspaces: where as many of them as there are coordinates are tight."""
    width = len(halfspaces[0]) - 1
    if math.comb(len(halfspaces), width) > CELLS:
        raise Rejected("problem.input: the vertices of so many halfspaces are not enumerated")
    found = set[Point]()
    for tight in combinations(halfspaces, width):
        rows, pivots, _ = _echelon(tight)
        if pivots == [*range(width)] and _satisfies(point := tuple(row[-1] for row in rows), halfspaces):
            found.add(point)
    return sorted(found)


def _simplices(points: Iterable[Point]) -> list[tuple[Fraction, tuple[Point, ...]]]:
    """A triangulation of the hull, each simplex with its share: one point after the other joins the facets it sees."""
    points = sorted(set(points))
    axes = _echelon([[x - o for x, o in zip(point, points[0], strict=True)] for point in points])[1]
    flat = [(*(point[axis] for axis in axes), Fraction(1)) for point in points]
    first = frozenset(_echelon(list(zip(*flat, strict=True)))[1])
    centre = [sum(column, Fraction()) for column in zip(*(flat[i] for i in first), strict=True)]

    def form(facet: frozenset[int]) -> list[Fraction]:
        """What is 0 on a facet, and positive at the centre."""
        rows, pivots, _ = _echelon([flat[i] for i in sorted(facet)])
        (free,) = set(range(len(centre))) - set(pivots)
        values = {free: Fraction(1), **{pivot: -row[free] for pivot, row in zip(pivots, rows, strict=True)}}
        sign = 1 if sum(values[i] * x for i, x in enumerate(centre)) > 0 else -1
        return [sign * values[i] for i in range(len(centre))]

    simplices, facets = [first], {first - {i}: form(first - {i}) for i in first}
    for i in sorted(set(range(len(flat))) - first):
        for seen in [facet for facet, values in facets.items() if sum(map(mul, values, flat[i])) < 0]:
            simplices.append(seen | {i})
            del facets[seen]
            for facet in ((seen - {j}) | {i} for j in seen):
                if facets.pop(facet, None) is None:
                    facets[facet] = form(facet)
        if len(simplices) > CELLS:
            raise Rejected(f"problem.input: a hull of more than {CELLS} simplices")
    volumes = [abs(_echelon([flat[i] for i in sorted(simplex)])[2]) for simplex in simplices]
    corners = [tuple(points[i] for i in sorted(simplex)) for simplex in simplices]
    return [(volume / sum(volumes), simplex) for volume, simplex in zip(volumes, corners, strict=True)]


def _echelon(matrix: Sequence[Sequence[Fraction]]) -> tuple[list[list[Fraction]], list[int], Fraction]:
    """The reduced rows, the columns of the pivots, and the determinant if the matrix is square."""
    rows, pivots, scale = [list(row) for row in matrix], list[int](), Fraction(1)
    for column in range(len(rows[0])):
        top = len(pivots)
        if (found := next((i for i in range(top, len(rows)) if rows[i][column]), None)) is not None:
            rows[top], rows[found] = rows[found], rows[top]
            scale *= rows[top][column] if top == found else -rows[top][column]
            head = [x / rows[top][column] for x in rows[top]]
            rows = [[x - row[column] * h for x, h in zip(row, head, strict=True)] for row in rows]
            rows[top] = head
            pivots.append(column)
    return rows, pivots, scale if len(pivots) == len(rows) else Fraction()


# Reading and writing.


def _problem(value: object, ignored: Sequence[str] = ()) -> Problem:
    fields = _object(value, "problem", ("format", "input", "network"), ("readout", *ignored))
    if fields["format"] != PROBLEM:
        raise Unreadable(f"problem.format: it is not {PROBLEM}")
    given = _list(fields["input"], "problem.input")
    components = tuple(_component(part, f"problem.input[{i}]") for i, part in enumerate(given))
    if len({each.width for each in components}) > 1 or sum(each.mass for each in components) != 1:
        raise Unreadable("problem.input: the components have unlike dimensions, or their masses do not sum to 1")
    widths, layers = [components[0].width], list[Layer]()
    for i, part in enumerate(_list(fields["network"], "problem.network")):
        layers.append(_layer(part, f"problem.network[{i}]", widths))
        widths.append(1 if layers[-1].activation in SELECTING else len(layers[-1].rows))
    if fields.get("readout") is not None:
        layers.append(_readout(fields["readout"], widths))
    return Problem(components, tuple(layers))


def _component(value: object, where: str) -> Component:
    fields = _object(value, where, ("label", "mass"), SHAPES)
    label, mass = fields["label"], _number(fields["mass"], f"{where}.mass")
    if not isinstance(label, str) or mass < 0 or len(fields) != 3:
        raise Unreadable(f"{where}: it has no text as label, no mass from 0 on, or not one of {', '.join(SHAPES)}")
    shape = next(key for key in SHAPES if key in fields)
    rows = [fields[shape]] if shape == "atom" else _list(fields[shape], f"{where}.{shape}")
    data = tuple(_vector(row, f"{where}.{shape}", 2 if shape == "box" else None) for row in rows)
    if len(set(map(len, data))) > 1 or (shape == "box" and any(low > high for low, high in data)):
        raise Unreadable(f"{where}.{shape}: it has rows of unlike lengths, or an empty side")
    if shape == "halfspaces" and not _is_bounded(data):
        raise Unreadable(f"{where}.{shape}: the set is empty or unbounded")
    return Component(label, mass, shape, data)


def _is_bounded(halfspaces: Sequence[Point]) -> bool:
    """Whether there are points, and no direction in the unit cube but 0 in which one can go on for ever."""
    width = len(halfspaces[0]) - 1
    cube = [[Fraction(sign * (i == j)) for j in range(width)] for i in range(width) for sign in (1, -1)]
    directions = [*((*row[:-1], Fraction()) for row in halfspaces), *((*row, Fraction(1)) for row in cube)]
    return width > 0 and len(_vertices(halfspaces)) > 0 and len(_vertices(directions)) == 1


def _layer(value: object, where: str, widths: Sequence[int]) -> Layer:
    """A layer that reads earlier ones of these widths; without sources, the one before."""
    name = value.get("activation") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in ("identity", *ALIASES, *PARAMETERS, *SMOOTH, *SELECTING):
        raise Unreadable(f"{where}.activation: {name!a:.40} is not known")
    defaults = PARAMETERS.get(name, {})
    fields = _object(value, where, ("weight", "bias", "activation"), ("sources", *defaults))
    name, *numbers = ALIASES.get(name, (name, *(fields.get(key, default) for key, default in defaults.items())))
    parameters = tuple(_number(number, f"{where}.{name}") for number in numbers)
    if parameters != tuple(sorted(parameters)):
        raise Unreadable(f"{where}.lower: it is above the upper bound")
    sources = _list(fields.get("sources", [len(widths) - 1]), f"{where}.sources")
    if any(type(i) is not int or not 0 <= i < len(widths) for i in sources) or sources != sorted(set(sources)):
        raise Unreadable(f"{where}.sources: {sources!a:.40} are no earlier layers in their order")
    columns = sum(widths[i] for i in sources)
    rows = [_vector(row, f"{where}.weight", columns) for row in _list(fields["weight"], f"{where}.weight")]
    rows = [(*row, b) for row, b in zip(rows, _vector(fields["bias"], f"{where}.bias", len(rows)), strict=True)]
    if name == "softmax":  # it stays the same if the last pre-activation is taken from all
        rows = [tuple(x - y for x, y in zip(row, rows[-1], strict=True)) for row in rows]
    unit = 1
    for x in (x for row in rows for x in row):
        unit = math.lcm(unit, x.denominator)
        _affordable(len(rows) * len(rows[0]), unit.bit_length())
    scaled = tuple(tuple(x.numerator * (unit // x.denominator) for x in row) for row in rows)
    return Layer(f"layer {len(widths)}", scaled, unit, name, parameters, tuple(sources))


def _readout(value: object, widths: Sequence[int]) -> Layer:
    """The readout, as a layer of its own."""
    fields = _object(value, "problem.readout", (), ("threshold", "argmax"))
    if len(fields) != 1 or fields.get("argmax", True) is not True:
        raise Unreadable("problem.readout: it is neither a threshold nor the arg max")
    ((name, level),) = fields.items()
    parameters = () if name == "argmax" else (_number(level, "problem.readout.threshold"),)
    unit = tuple(tuple(int(i == j) for j in range(widths[-1] + 1)) for i in range(widths[-1]))
    return Layer("readout", unit, 1, name, parameters, (len(widths) - 1,))


def _affordable(entries: int, bits: int) -> None:
    if entries * bits > WORK:
        raise Rejected("problem: its numbers are too long to be checked")


def read(raw: bytes) -> object:
    """The JSON data of a file, in which no key is twice and numbers are integers. Raises `Unreadable`.

    >>> read(b'{"mass": "1/2"}')
    {'mass': '1/2'}
    """
    if len(raw) > BYTES or raw.count(b"[") + raw.count(b"{") > LISTS:
        raise Unreadable(f"it has more than {BYTES} bytes, or {LISTS} lists")
    try:
        return json.loads(
            raw.decode(), object_pairs_hook=_distinct, parse_int=_digits, parse_float=_digits, parse_constant=_digits
        )
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON: {error!s:.80}") from None


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unreadable(f"an object has a key twice, among {', '.join(made)!a:.60}")
    return made


def _digits(text: str) -> int:
    if not re.fullmatch("-?[0-9]{1,18}", text):
        raise Unreadable(f"{text:.40} is no integer of at most 18 digits; other numbers are in quotes")
    return int(text)


def _object(value: object, where: str, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(f"{where}: {value!a:.40} is no object")
    if missing := [key for key in required if key not in value]:
        raise Unreadable(f"{where}: the field {missing[0]} is missing")
    if strange := [key for key in value if key not in (*required, *optional)]:
        raise Unreadable(f"{where}: {strange[0]!a:.40} is no field here")
    return dict(value)


def _list(value: object, where: str, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or not value or length not in (None, len(value)):
        raise Unreadable(f"{where}: {value!a:.40} is no list of {'entries' if length is None else f'{length} entries'}")
    return value


def _vector(value: object, where: str, length: int | None = None) -> Point:
    return tuple(_number(x, where) for x in _list(value, where, length))


def _number(value: object, where: str) -> Fraction:
    """The rational that an integer is, or a text: p/q, or a decimal."""
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, str) and len(value) <= DIGITS and (spelt := NUMBER.fullmatch(value)):
        whole, denominator, decimals = spelt.groups("")
        if below := _integer(denominator) if denominator else 10 ** len(decimals):
            return Fraction(_integer(whole + decimals), below)
    raise Unreadable(f"{where}: {value!a:.40} is no number such as 1/3, of at most {DIGITS} characters")


def _integer(digits: str) -> int:
    return int(Decimal(digits))  # Decimal, unlike int, reads and writes any number of digits


def _text(number: Fraction) -> str:
    numerator, denominator = Decimal(number.numerator), Decimal(number.denominator)
    return f"{numerator}" if denominator == 1 else f"{numerator}/{denominator}"


def main(arguments: Sequence[str]) -> int:
    """Print what the certificate in a file proves, of the problem in a second one; 0, or 1 rejected, 2 unreadable."""
    try:
        if len(arguments) not in (1, 2):
            raise Unreadable("usage: certificates.py CERT.json [PROBLEM.json]")
        said = check(*(read(_file(Path(path))) for path in arguments))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, Rejected) else 2
    sys.stdout.write("\n".join([*said, ""]))
    return 0


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(BYTES + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
