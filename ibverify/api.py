"""The Python interface: laws and networks from plain numbers, and their analysis.

>>> import ibverify as ib
>>> x = ib.mixture(ib.uniform([("0", "1/2")], mass="1/2", label=0), ib.atom(["3/4"], mass="1/2", label=1))
>>> net = ib.Network(1, (ib.layer([[1]], ["-1/4"], ib.activation("relu")),))
>>> result = ib.analyze(x, net)
>>> result[1].mutual_information("X").reason
'the continuous part of mass 1/4 has dimension 1'
>>> result[1].mutual_information("Y") == ib.log(2)
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, SupportsIndex

from flint import fmpq

from ibverify import distributions, law, readouts
from ibverify.activations import Activation, Piece, named
from ibverify.errors import InputError, ProblemError, shown
from ibverify.exact import Value, log_value, rational
from ibverify.exact.rational import Exactly
from ibverify.formats.analysis import AnalysisData, analysis_to_dict
from ibverify.information import Information
from ibverify.law import Law
from ibverify.loaders import load_problem as _load_problem
from ibverify.loaders import readout_from_data
from ibverify.network import Network
from ibverify.problem import Problem, Terms
from ibverify.readouts import Noise, Readout, is_readout
from ibverify.study.analyze import Analysis
from ibverify.study.analyze import analyze as _analyze

if TYPE_CHECKING:
    from ibverify.ledger import Ledger
    from ibverify.loaders.family import Family
    from ibverify.study.sweep import Sweep
    from ibverify.study.sweep_plane import PlaneSweep

Component = tuple[str, fmpq, Piece]


@dataclass(frozen=True, slots=True)
class Result:
    """The analysis of a problem; `result[i]` is the information of layer i, 0 the input, "readout" the readout."""

    analysis: Analysis

    def __getitem__(self, index: SupportsIndex | str) -> Information:
        """The information of a layer. Raises `InputError` for one that is not there."""
        return self.analysis[index]

    def __iter__(self) -> Iterator[Information]:
        """The input, then the layers in order."""
        return iter(self.analysis)

    def __len__(self) -> int:
        return len(self.analysis.layers) + 1

    def entropy(self, of: str) -> Value:
        """H(X) or H(Y), in nats. Raises `InputError` for another name."""
        if of not in ("X", "Y"):
            raise InputError("", f"{shown(of)} is no variable here", 'ask for "X", the input, or "Y", the label')
        return self.analysis.input.entropy if of == "X" else self.analysis.label_entropy

    def to_dict(self, *, unit: str = "nat", beta: Exactly | None = None, full: bool = False) -> AnalysisData:
        """What `ibverify analyze --json` prints, as plain dicts. Raises `InputError` for an unknown unit."""
        return analysis_to_dict(self.analysis, unit=unit, beta=None if beta is None else rational(beta), full=full)

    def __repr__(self) -> str:
        return repr(self.analysis).replace("Analysis", "Result")

    def _repr_html_(self) -> str:
        rows = [("input", self[0]), *((str(i), self[i]) for i in range(1, len(self)))]
        if self.analysis.readout is not None:
            rows.append(("readout", self.analysis.readout))
        head = "<tr><th>layer</th><th>I(X;L)</th><th>I(Y;L)</th></tr>"
        body = "".join(
            f"<tr><td>{n}</td><td>{_cell(i.compression)}</td><td>{_cell(i.precision)}</td></tr>" for n, i in rows
        )
        return f"<table>{head}{body}</table>"


def _cell(value: Value) -> str:
    if value.is_exact and len(str(value)) <= 60:
        return str(value)
    low, high = value.enclosure(7) or ("oo", "oo")
    return f"[{low}, {high}]"


def activation(name: str, **parameters: Exactly) -> Activation:
    """The activation of this name, as in problem files: `activation("leaky_relu", slope="1/10")`."""
    return named(name, **{key: rational(value) for key, value in parameters.items()})


def uniform(intervals: Sequence[Sequence[Exactly]], *, mass: Exactly = 1, label: str | int = "0") -> Component:
    """The uniform law on a box, as a component of a `mixture`."""
    box = [[rational(x) for x in interval] for interval in intervals]
    return str(label), rational(mass), distributions.named("box").support(box)


def polytope(vertices: Sequence[Sequence[Exactly]], *, mass: Exactly = 1, label: str | int = "0") -> Component:
    """The uniform law on the convex hull of points, as a component of a `mixture`."""
    points = [[rational(x) for x in vertex] for vertex in vertices]
    return str(label), rational(mass), distributions.named("polytope").support(points)


def halfspaces(rows: Sequence[Sequence[Exactly]], *, mass: Exactly = 1, label: str | int = "0") -> Component:
    """The uniform law on a bounded set {x : a . x <= c for each row (a, c)}, as a component of a `mixture`."""
    forms = [[rational(x) for x in row] for row in rows]
    return str(label), rational(mass), distributions.named("halfspaces").support(forms)


def atom(point: Sequence[Exactly], *, mass: Exactly = 1, label: str | int = "0") -> Component:
    """A point mass, as a component of a `mixture`."""
    return str(label), rational(mass), distributions.named("atom").support([rational(x) for x in point])


def mixture(*components: Component) -> Law:
    """The joint law of (Y, X) with these components; their masses must sum to 1. Raises `ProblemError`."""
    return law.mixture(components)


def log(number: Exactly) -> Value:
    """The logarithm of a positive rational, exactly."""
    return log_value(number)


def load(path: str | Path) -> Network:
    """The network of an ONNX file, exactly as its floats spell it."""
    from ibverify.loaders import onnx

    return onnx.load(Path(path))


def load_problem(path: str | Path) -> Problem:
    """The problem of a JSON file."""
    return _load_problem(Path(path))


def readout(data: object) -> Readout | Terms | None:
    """The readout that problem files write like this: `{"threshold": "1/2"}`, `{"soft": True}`. Raises `InputError`.

    >>> readout({"quantizer": {"levels": 4, "range": [0, 1]}}).at([rational("1/4")])
    (1,)
    """
    return readout_from_data(data)


def noise(*, uniform: Exactly | None = None, gaussian: Exactly | None = None) -> Noise:
    """Independent noise on every coordinate, uniform on [-w, w] or normal of a standard deviation.

    It is a readout, the activation of a layer, or the `input_noise` of a problem. Raises `ProblemError`.
    """
    given = {"uniform": uniform, "gaussian": gaussian}
    sizes = {kind: rational(size) for kind, size in given.items() if size is not None}
    if len(sizes) != 1:
        raise ProblemError("noise", f"{len(sizes)} laws are given", "give one size, uniform or gaussian")
    made: Noise = readouts.named("noise").readout(sizes)
    return made


def analyze(problem: Problem | Law, network: Network | None = None, readout: Readout | Terms | None = None) -> Result:
    """The information of every layer: of a problem, or of a law and a network. Raises `ProblemError`."""
    if isinstance(problem, Law) and isinstance(network, Network):
        if not isinstance(readout, Terms | None) and not is_readout(readout):
            raise TypeError(f"{type(readout).__name__} is no readout: give a piecewise-affine map")
        return Result(_analyze(Problem(problem, network, readout)))
    if not isinstance(problem, Problem) or network is not None or readout is not None:
        given = ", ".join(type(x).__name__ for x in (problem, network, readout) if x is not None)
        raise TypeError(f"analyze({given}): give a Problem alone, or a law and a Network")
    return Result(_analyze(problem))


def sweep(family: Family) -> Sweep | PlaneSweep:
    """I(X;L) and I(Y;L) of a family as exact functions of its one or two parameters; see `ib.load_family`.

    `found("1/8").precision` is a value, `found.pieces` are formulas, `ib.plot(found)` draws. Raises `InputError`.
    """
    from ibverify.study.sweep_plane import swept

    return swept(family)


def verify(names: Sequence[str] | str | None = None, seed: int = 0) -> Ledger:
    """The claims of the ledger, judged: the named ones (ids, or paths of claim files), or all. Raises `InputError`."""
    from ibverify.ledger.find import find, load_all
    from ibverify.ledger.judge import judge_all

    files = find((names,) if isinstance(names, str) else tuple(names or ()))
    return judge_all(load_all(files), tuple(files), seed)
