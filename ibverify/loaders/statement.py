"""Problems whose law is not formed: the input stays as it is written, and a box may have any number of sides.

Main results: `Component`; `Statement`, what a certificate is about; `load_statement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from flint import fmpq

from ibverify import distributions
from ibverify.activations import Piece, PiecewiseAffine
from ibverify.distributions import atom, box
from ibverify.errors import ProblemError, UnsupportedError, UnsupportedLaw
from ibverify.law import mixture
from ibverify.loaders import dataset
from ibverify.loaders._fields import at, fields_of, from_document
from ibverify.loaders._paths import inside
from ibverify.loaders._text import Note, to_standard_error
from ibverify.network import Network
from ibverify.problem import Problem, Terms, refuse_noise
from ibverify.readouts import is_map

Row = tuple[fmpq, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the law of (Y, X): mass on a set of a shape, spelt by rows of numbers; an atom has one row.

    `piece` is the set as a polytope in a chart; None for a box of too many sides.
    """

    label: str
    mass: fmpq
    shape: str
    rows: tuple[Row, ...]
    piece: Piece | None


@dataclass(frozen=True, slots=True)
class Readout:
    """A readout as it is written, with its number if it has one, and as a map."""

    name: str
    number: fmpq | None
    activation: PiecewiseAffine


@dataclass(frozen=True, slots=True)
class Statement:
    """The components of the input, a network, and a readout if there is one."""

    components: tuple[Component, ...]
    network: Network
    readout: Readout | None = None


def load_statement(source: str | Path | TextIO, note: Note = to_standard_error) -> Statement:
    """The statement of a problem file, as `load_problem` reads it; exact. Raises `InputError`."""
    return from_document(source, note, statement_from_dict)


def statement_from_dict(data: object, folder: Path) -> Statement:
    """The statement of parsed JSON; `folder` is where the files lie that it names. Raises `InputError`.

    >>> layer = {"weight": [["1"] * 100], "bias": ["0"], "activation": "relu"}
    >>> cube = {"label": "0", "mass": 1, "box": [["0", "1"]] * 100}
    >>> data = {"format": "ibverify-problem/1", "input": [cube], "network": [layer]}
    >>> statement_from_dict(data, Path()).components[0].piece is None
    True
    """
    fields = fields_of(data, folder)
    components = _rows(fields.input, folder) if isinstance(fields.input, dict) else _listed(fields.input)
    zeros = [atom.support([fmpq(0)] * _width(component)) for component in components]
    law = mixture([(each.label, each.mass, zero) for each, zero in zip(components, zeros, strict=True)])
    problem = Problem(law, fields.network, fields.readout, input_noise=fields.input_noise)  # refuses what does not fit
    refuse_noise(problem, "a certificate")
    if fields.written_readout is None or fields.readout is None:
        return Statement(components, fields.network)
    name, *_ = fields.written_readout
    number = fields.written_readout[name]
    if isinstance(fields.readout, Terms) or not is_map(fields.readout) or isinstance(number, dict):
        raise UnsupportedError(f"readout.{name}", "no certificate treats this readout", "give a threshold or argmax")
    return Statement(components, fields.network, Readout(name, None if number is True else number, fields.readout))


def _listed(entries: list[dict[str, Any]]) -> tuple[Component, ...]:
    if not entries:
        raise ProblemError("input", "there are no components", "give at least one")
    components = []
    for i, entry in enumerate(entries):
        shape = next(name for name in distributions.names() if name in entry)
        rows = [entry[shape]] if distributions.named(shape).DEPTH == 1 else entry[shape]
        if not all(rows) or not rows:
            raise ProblemError(f"input[{i}].{shape}", "there are no coordinates", "give at least one")
        with at(f"input[{i}]"):
            piece = _box(entry[shape]) if shape == "box" else distributions.named(shape).support(entry[shape])
        components.append(Component(entry["label"], entry["mass"], shape, tuple(map(tuple, rows)), piece))
    return tuple(components)


def _rows(fields: dict[str, Any], folder: Path) -> tuple[Component, ...]:
    """The rows of a data set: atoms, or boxes around them."""
    half_width = fields.get("box")
    with at("input"):
        with at("npz"):
            path = inside(folder, fields["npz"])
        if half_width is not None and half_width < 0:
            raise ProblemError("box", f"the half width {half_width} is negative", "give one that is at least 0")
        law = dataset.load(path, fields["x"], fields["y"])
    components = []
    for cell in law.cells:
        point = cell.image((1,))
        if half_width is None:
            components.append(Component(cell.label, cell.mass, "atom", (point,), cell.piece))
        else:
            sides = tuple((x - half_width, x + half_width) for x in point)
            components.append(Component(cell.label, cell.mass, "box", sides, _box(sides)))
    return tuple(components)


def _box(sides: Any) -> Piece | None:
    try:
        return box.support(sides)
    except UnsupportedLaw:
        return None


def _width(component: Component) -> int:
    if component.shape == "box":
        return len(component.rows)
    return len(component.rows[0]) - (component.shape == "halfspaces")
