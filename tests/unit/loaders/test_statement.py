"""Statements: the input as it is written, boxes of any number of sides, and the refusals of problem files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given

from ibverify.errors import FileError, InputError, ProblemError, UnsupportedError, UnsupportedLaw
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.loaders.statement import load_statement, statement_from_dict
from ibverify.testing import problem_dicts

NETWORK = [{"weight": [["1", "1"]], "bias": ["0"], "activation": "relu"}]


def document(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"format": "ibverify-problem/1", "input": list(components), "network": NETWORK, **fields}


def part(mass: str = "1", **shape: Any) -> dict[str, Any]:
    return {"label": "0", "mass": mass, **shape}


def test_components_stay_as_they_are_written():
    shapes = {
        "atom": ["1/2", "2"],
        "box": [["0", "a"], ["-1", "1"]],
        "polytope": [["0", "0"], ["1", "1"], ["1/2", "1/2"]],
        "halfspaces": [["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "1"]],
    }
    parts = [part("1/4", **{shape: rows}) for shape, rows in shapes.items()]
    statement = statement_from_dict(document(*parts, parameters={"a": "2"}, readout={"threshold": "a"}), Path())
    assert [component.shape for component in statement.components] == list(shapes)
    atom, box, hull, _ = statement.components
    assert atom.rows == ((fmpq(1, 2), fmpq(2)),)
    assert box.rows == ((fmpq(0), fmpq(2)), (fmpq(-1), fmpq(1)))
    assert len(hull.rows) == 3
    assert statement.readout is not None
    assert (statement.readout.name, statement.readout.number) == ("threshold", fmpq(2))


def test_the_arg_max_has_no_number():
    statement = statement_from_dict(document(part(atom=["0", "0"]), readout={"argmax": True}), Path())
    assert statement.readout is not None
    assert (statement.readout.name, statement.readout.number) == ("argmax", None)


@given(problem_dicts())
def test_the_pieces_are_those_of_the_problem(drawn: dict[str, Any]):
    """Components of positive mass have the pieces of the law's cells."""
    statement, problem = statement_from_dict(drawn, Path()), problem_from_dict(drawn, Path())
    assert [c.piece for c in statement.components if c.mass] == [cell.piece for cell in problem.law.cells]
    assert statement.network == problem.network


@pytest.mark.parametrize("half_width", [None, "1/4"])
def test_rows_of_a_data_set(tmp_path: Path, half_width: str | None):
    np.savez(tmp_path / "d.npz", x=[[0.5, 1.0], [2.0, 0.0], [0.5, 1.0], [0.0, 0.0]], y=[1, 0, 1, 0])
    data = {"npz": "d.npz", "x": "x", "y": "y", **({} if half_width is None else {"box": half_width})}
    (tmp_path / "p.json").write_text(json.dumps(document(input=data)))
    first, *others = load_statement(tmp_path / "p.json").components
    assert (first.label, first.mass, len(others)) == ("1", fmpq(1, 2), 2)
    if half_width is None:
        assert (first.shape, first.rows) == ("atom", ((fmpq(1, 2), fmpq(1)),))
    else:
        assert first.rows == ((fmpq(1, 4), fmpq(3, 4)), (fmpq(3, 4), fmpq(5, 4)))


def test_boxes_of_many_sides_around_the_rows_of_a_data_set(tmp_path: Path):
    np.savez(tmp_path / "d.npz", x=np.zeros((2, 20)), y=[1, 0])
    data = document(input={"npz": "d.npz", "x": "x", "y": "y", "box": "1"})
    data["network"] = [{"weight": [["1"] * 20], "bias": ["0"], "activation": "relu"}]
    with pytest.raises(UnsupportedLaw):
        problem_from_dict(data, tmp_path)
    assert [(c.piece, len(c.rows)) for c in statement_from_dict(data, tmp_path).components] == [(None, 20)] * 2


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (document(), ProblemError, "input: there are no components"),
        (document(part(box=[["0", "1"], ["1", "0"]])), ProblemError, r"input\[0\].box\[1\]: the interval \[1, 0\]"),
        (document(part(box=[["0"], ["0"]])), ProblemError, r"input\[0\].box\[0\]: 1 numbers"),
        (document(part(atom=[])), ProblemError, r"input\[0\].atom: there are no coordinates"),
        (document(part(box=[])), ProblemError, r"input\[0\].box: there are no coordinates"),
        (document(part(polytope=[])), ProblemError, r"input\[0\].polytope: there are no coordinates"),
        (document(part(halfspaces=[["1", "1", "1"]])), ProblemError, r"input\[0\].halfspaces: the set is unbounded"),
        (document(part("1/3", atom=["0", "0"])), ProblemError, "input: the masses sum to 1/3"),
        (document(part(atom=["0"])), ProblemError, "input: the input has 1 coordinates"),
        (document(part(atom=["0", "0"]), input_noise={}), ProblemError, "input_noise: none of uniform, gaussian"),
        (
            document(part(atom=["0", "0"]), input_noise={"uniform": "1/2"}),
            UnsupportedError,
            "input_noise: a certificate needs a network without noise; leave it out",
        ),
        (
            document(part(atom=["0", "0"]), readout={"quantizer": {"levels": 2, "range": [0, 1]}}),
            UnsupportedError,
            "readout.quantizer: no certificate treats this readout; give a threshold or argmax",
        ),
        (
            document(part(atom=["0", "0"]), readout={"noise": {"uniform": 1}}),
            UnsupportedError,
            "readout.noise: no certificate treats this readout",
        ),
        (
            document(part(atom=["0", "0"]), readout={"compression": None, "precision": None}),
            UnsupportedError,
            "readout.compression: no certificate treats this readout",
        ),
        (document(part(atom=["a", "0"]), parameters={"a": ["0", "1"]}), UnsupportedError, "parameters.a"),
        (document(part(atom=["0", "0"]), readout={"threshold": True}), InputError, "readout.threshold"),
        (document(input={"npz": "none.npz", "x": "x", "y": "y"}), FileError, "input.npz"),
        (document(input={"npz": "p.json", "x": "x", "y": "y", "box": "-1"}), ProblemError, "input.box: .* negative"),
        ([], ProblemError, "a list stands where an object is expected"),
    ],
)
def test_refusals(tmp_path: Path, data: Any, error: type[InputError], message: str):
    (tmp_path / "p.json").write_text(json.dumps(data))
    with pytest.raises(error, match=rf"p.json: .*{message}"):
        load_statement(tmp_path / "p.json")


def test_a_double_is_said():
    lines: list[str] = []
    load_statement(io.StringIO(json.dumps(document(part(atom=[0.1, "0"])))), note=lines.append)
    assert len(lines) == 1
    assert "0.1 is taken as the double" in lines[0]
