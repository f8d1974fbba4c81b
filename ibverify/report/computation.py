r"""The computation of each value of a problem as a LaTeX fragment; needs amsmath.

For the label and for each layer it shows the points, and the pieces on which labels meet, with their integrals, and the
sums that they make up. Long lists are cut, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from flint import fmpq

from ibverify.exact import Value
from ibverify.exact.value import total
from ibverify.report.numbers import of_combination, of_point, of_rational, of_value, with_digits
from ibverify.report.text import escape
from ibverify.study.computation import Atom, Computation, Known, LayerComputation, Piece, Spread

MOST_ATOMS = 20
MOST_HULLS = 6
MOST_PIECES = 12
MOST_LABELS = 6
MOST_VERTICES = 6
LONGEST_LABEL = 12

_INTRODUCTION = r"""In each paragraph $L$ is the layer at hand. A point has the mass $m_y$ together with the label $y$,
and $m = \sum_y m_y$; likewise $f_y$ is a density, and $f = \sum_y f_y$. All values are in nats."""
_KNOWN = {
    Known.LAW: "",
    Known.PREIMAGE: "A bijection maps the points and pieces shown here to those of the layer; it changes no value.",
    Known.CLASSES: "Each point shown here is an input, and stands for all inputs with the same output.",
    Known.NOTHING: "The law of the layer has no closed form.",
}


def fragment(computation: Computation) -> str:
    """The computation of a problem: a paragraph for the label, and one for each layer."""
    masses, entropy = _masses(computation.label_masses), with_digits(computation.label_entropy)
    label = rf"\paragraph{{Label.}} With {masses} it is $H(Y) = -\sum_y m_y \log m_y {entropy}$."
    paragraphs = "\n\n".join([_INTRODUCTION, label, *map(_layer, computation.layers)])
    return f"\\begingroup\\sloppy\n{paragraphs}\n\\par\\endgroup\n"


def _layer(layer: LayerComputation) -> str:
    title = f"Layer {layer.index}, {layer.name}" if layer.name not in ("input", "readout") else layer.name.capitalize()
    parts = [rf"\paragraph{{{escape(title)}.}} {_KNOWN[layer.known]}".rstrip()]
    if layer.atoms:
        parts += _table(layer.atoms)
    meeting = [spread for spread in layer.strata if spread.pieces or not spread.part.is_exact]
    parts += _cut(map(_spread, meeting), len(meeting), MOST_HULLS, "affine hulls on which labels meet")
    if (alone := len(layer.strata) - len(meeting)) > 0:
        parts.append(f"On {_counted(alone, 'affine hull')} of positive dimension no labels meet.")
    return "\n".join([*parts, *_values(layer)])


def _table(atoms: Sequence[Atom]) -> list[str]:
    """The points with their masses, in a column for each label if there are few."""
    shown, labels = atoms[:MOST_ATOMS], sorted({label for atom in atoms for label in atom.masses})
    if len(labels) > MOST_LABELS:
        head = [r"\text{masses}"]
        columns = [[rf"\text{{{_masses(atom.masses)}}}" for atom in shown]]
    else:
        head = [f"m_{{{_label(label)}}}" for label in labels]
        columns = [[of_rational(atom.masses.get(label, fmpq(0))) for atom in shown] for label in labels]
    columns = [[of_point(atom.place) for atom in shown], *columns, [of_rational(atom.mass) for atom in shown]]
    rows = [[r"\text{point}", *head, "m"], *zip(*columns, strict=True)]
    first, *others = (" & ".join(row) for row in rows)
    body = " \\\\[2pt]\n".join(others)
    head_line = rf"{first} \\ \hline\rule{{0pt}}{{2.8ex}}"
    table = f"\\begin{{array}}{{{'l' * len(rows[0])}}}\n{head_line}\n{body}\n\\end{{array}}"
    part = rf"\sum (m \log m - \sum_y m_y \log m_y) {of_value(total([atom.part for atom in atoms]))}"
    return [
        f"{_counted(len(atoms), 'point')} of positive mass:",
        f"\\[\n{table}\n\\]",
        *_further(len(atoms) - MOST_ATOMS, "points"),
        f"They add ${part}$ to $H(Y|L)$.",
    ]


def _spread(spread: Spread) -> str:
    """A stratum on which labels meet: its pieces, or why it has none."""
    mass, coordinates = of_rational(sum(spread.masses.values(), fmpq(0))), ",".join(map(_coordinate, spread.pivots))
    cells = f"{_counted(spread.cells, 'cell')} of mass ${mass}$ in all"
    head = f"On an affine hull of dimension {spread.rank}, in ${coordinates}$, the image of {cells}, "
    part = rf"$\int f \log f - \sum_y \int f_y \log f_y {of_value(spread.part)}$"
    if not spread.pieces:
        return f"{head}labels may meet: {part}{_because(spread.part)}."
    pieces = _cut((_piece(piece, spread) for piece in spread.pieces), len(spread.pieces), MOST_PIECES, "pieces")
    items = "\n".join(rf"\item {piece}" for piece in pieces)
    return f"{head}labels meet:\n\\begin{{itemize}}\n{items}\n\\end{{itemize}}\nThey add {part}."


def _piece(piece: Piece, spread: Spread) -> str:
    """A piece: where it is, its densities, their integrals."""
    if spread.rank == 1:
        low, high = map(of_point, piece.vertices)
        where = f"On $[{low},\\, {high}]$, where ${_coordinate(spread.pivots[0])} = {low} + t$"
        degree = max(map(len, piece.densities.values()))
        symbols = ["", "t", *(f"t^{{{power}}}" for power in range(2, degree))]
    else:
        corners = _listed(map(of_point, piece.vertices), len(piece.vertices), MOST_VERTICES)
        where = f"On the polytope with the vertices {corners}, of volume ${of_rational(piece.size)}$"
        symbols = [*map(_coordinate, spread.pivots), ""]
    lines = [f"{where}:"]
    for y in islice(piece.densities, MOST_LABELS):
        f, density = f"f_{{{_label(y)}}}", piece.densities[y]
        integral = rf"$\int {f} \log {f} {of_value(piece.own[y])}$"
        lines.append(f"${f} = {of_combination(density, symbols[: len(density)])}$ with {integral};")
    lines += _further(len(piece.densities) - MOST_LABELS, "labels")
    lines.append(rf"$\int f \log f {of_value(piece.whole)}$.")
    return " \\\\[2pt]\n".join(lines)


def _values(layer: LayerComputation) -> list[str]:
    """How the values of a layer follow from its parts."""
    found = layer.information
    masses = r" = -\sum m \log m" if layer.atoms and not layer.strata else ""
    compression = f"$I(X;L) = H(L){masses} {with_digits(found.compression)}${_because(found.compression)}."
    precision = with_digits(found.precision)
    if layer.known is Known.NOTHING and found.precision.is_exact:
        return [compression, f"$I(Y;L) {precision}$ as in the layer that it reads, of which it is a bijection."]
    if layer.known is Known.NOTHING or (layer.known is Known.CLASSES and not found.precision.is_exact):
        return [compression, f"$I(Y;L) {precision}${_because(found.precision)}."]
    unknown = total([Value(0), *(atom.part for atom in layer.atoms), *(spread.part for spread in layer.strata)])
    bounds = "" if found.precision.is_refinable else ", within the bounds of the layers before and after it"
    return [
        compression,
        f"In all $H(Y|L) {of_value(unknown)}$, so $I(Y;L) = H(Y) - H(Y|L) {precision}${bounds}.",
    ]


def _because(value: Value) -> str:
    return f", for {escape(value.reason)}" if value.reason else ""


def _masses(masses: Mapping[str, fmpq]) -> str:
    shown = (f"m_{{{_label(label)}}} = {of_rational(mass)}" for label, mass in masses.items())
    return _listed(shown, len(masses), MOST_LABELS)


def _listed(formulas: Iterable[str], count: int, most: int) -> str:
    """The first formulas of a list; dots tell that it goes on."""
    shown = [*islice(formulas, most), *([r"\ldots"] if count > most else [])]
    return ", ".join(f"${formula}$" for formula in shown)


def _cut(items: Iterable[str], count: int, most: int, what: str) -> list[str]:
    """The first items of a list, and how many are left out."""
    return [*islice(items, most), *_further(count - most, what)]


def _further(count: int, what: str) -> list[str]:
    return [rf"\ldots{{}} {count} further {what}."] if count > 0 else []


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _label(label: str) -> str:
    return rf"\text{{{escape(label if len(label) <= LONGEST_LABEL else label[:LONGEST_LABEL] + '…')}}}"


def _coordinate(index: int) -> str:
    return rf"\ell_{{{index + 1}}}"
