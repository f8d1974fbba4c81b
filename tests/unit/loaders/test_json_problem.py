from __future__ import annotations

import io
import json
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify import activations
from ibverify.errors import ProblemError
from ibverify.exact import Value
from ibverify.loaders import load_problem, problem_from_dict
from ibverify.loaders.schema import schema_text
from ibverify.network import evaluate
from ibverify.problem import Expectation, Terms
from ibverify.study.analyze import analyze

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schemas" / "problem.schema.json"
BOX = {"label": "0", "mass": "1", "box": [["0", "1"]]}
LAYER = {"weight": [["1"]], "bias": ["0"], "activation": "relu"}


def problem(**fields: Any) -> dict[str, Any]:
    return {"format": "ibverify-problem/1", "input": [BOX], "network": [LAYER], **fields}


def load(**fields: Any):
    return load_problem(io.StringIO(json.dumps(problem(**fields))), note=pytest.fail)


def test_the_three_forms_of_a_set():
    """One square, by its intervals, its corners, its half-spaces: the same vertices and the same density."""
    forms = {
        "box": [["0", "1/2"], ["1", "2"]],
        "polytope": [["0", "1"], ["1/2", "1"], ["0", "2"], ["1/2", "2"], ["1/4", "3/2"]],
        "halfspaces": [["-1", "0", "0"], ["2", "0", "1"], ["0", "-1", "-1"], ["0", "1", "2"]],
    }
    found = set()
    for name, data in forms.items():
        [cell] = load(
            input=[{"label": "0", "mass": "1", name: data}], network=[LAYER | {"weight": [["1", "1"]]}]
        ).law.cells
        found.add((frozenset(map(cell.image, cell.polytope.vertices)), cell.mass))
    corners = frozenset((fmpq(x), fmpq(y)) for x in (fmpq(0), fmpq(1, 2)) for y in (1, 2))
    assert found == {(corners, fmpq(1))}


def test_lower_dimensional_sets():
    """A segment and a point in the plane: charts of dimension 1 and 0."""
    law = load(
        input=[
            {"label": "0", "mass": "1/2", "box": [["0", "1"], ["3", "3"]]},
            {"label": "0", "mass": "1/2", "polytope": [["1", "2"]]},
        ],
        network=[LAYER | {"weight": [["1", "1"]]}],
    ).law
    assert [cell.dimension for cell in law.cells] == [1, 0]


def test_atoms_labels_and_masses():
    components = [("b", "0", ["9"]), ("b", "1/2", ["1/3"]), ("a", "1/3", ["1/3"]), ("b", "1/6", ["2"])]
    law = load(input=[{"label": y, "mass": m, "atom": x} for y, m, x in components]).law
    assert [(c.label, c.mass, c.image((1,))) for c in law.cells] == [
        ("b", fmpq(1, 2), (fmpq(1, 3),)),
        ("a", fmpq(1, 3), (fmpq(1, 3),)),
        ("b", fmpq(1, 6), (fmpq(2),)),
    ]
    assert law.labels == ("a", "b")


def test_layers():
    layers = [
        {"weight": [["1", "-2"], [0, 3]], "bias": ["1/2", "-1.5e-1"], "activation": "leaky_relu"},
        {"weight": [["1", "0"]], "bias": ["0"], "activation": "clip", "lower": "-1/8", "upper": "2"},
    ]
    network = load(input=[{"label": "", "mass": 1, "atom": [0, 0]}], network=layers).network
    # (1, 1): 1 - 2 + 1/2 = -1/2, times 1/100; 3 - 3/20 = 57/20
    assert evaluate(network, [fmpq(1), fmpq(1)]) == ((fmpq(-1, 200), fmpq(57, 20)), (fmpq(-1, 200),))
    assert evaluate(network, [fmpq(-50), fmpq(0)])[1] == (fmpq(-1, 8),)


def test_parameters():
    """(a - b)**2 / 4 - 1 at a = 1/2, b = -1/2 is -3/4."""
    [layer] = load(
        parameters={"a": "1/2", "b": "-0.5"},
        network=[LAYER | {"weight": [["(a - b)**2 / 4 - 1"]], "bias": ["-a"]}],
        readout={"threshold": "2*b"},
    ).network.layers
    assert (layer.weight, layer.bias) == (((fmpq(-3, 4),),), (fmpq(-1, 2),))


def test_readouts():
    assert load(readout=None).readout is None
    assert load(readout={"threshold": "1/2"}).readout.at([fmpq(1, 2), fmpq(3, 4)]) == (fmpq(0), fmpq(1))
    assert load(readout={"argmax": True}).readout.at([fmpq(1, 2), fmpq(3, 4)]) == (fmpq(1),)


def test_a_quantizer_has_equal_bins():
    found = load(readout={"quantizer": {"levels": 4, "range": ["0", "1"]}}).readout
    assert found.at([fmpq(1, 4), fmpq(5)]) == (fmpq(1), fmpq(3))


def test_noise():
    """In the network it is a layer of the width before it, in front of it of the width after it."""
    noise = {"noise": {"uniform": "1/20"}}
    wide = {"weight": [["1"], ["2"]], "bias": ["0", "0"], "activation": "relu"}
    found = load(network=[noise, wide, noise], input_noise={"gaussian": "1/3"}, readout=noise)
    assert [each.width for each in found.network.layers] == [1, 2, 2]
    assert [each.activation.name for each in found.network.layers] == ["noise", "relu", "noise"]
    assert found.network.layers[2].activation == found.readout
    assert found.readout.parameters == {"uniform": fmpq(1, 20)}
    assert found.input_noise is not None
    assert found.input_noise.parameters == {"gaussian": fmpq(1, 3)}


def test_noise_alone_has_no_width():
    with pytest.raises(ProblemError, match=r"network\[0\]: noise, and no affine map after it; give a layer, or write"):
        load(network=[{"noise": {"uniform": "1/20"}}])


def test_two_terms():
    found = load(readout={"compression": {"soft": True}, "precision": None, "input": {"threshold": "1/2"}}).readout
    assert isinstance(found, Terms)
    assert (found.compression.name, found.precision, found.input.name) == ("soft", None, "threshold")


def test_expectations():
    entries = [{"layer": 0, "H(L)": "oo"}, {"layer": "readout", "I(Y;L)": 0, "I(X;L)": "log(2)/2"}]
    found = load(readout={"threshold": "0"}, expect=entries).expect
    assert [(e.layer, e.quantity, str(e.value)) for e in found] == [
        (0, "H(L)", "oo"),
        ("readout", "I(X;L)", "1/2*log(2)"),
        ("readout", "I(Y;L)", "0"),
    ]
    assert found[2] == Expectation("readout", "I(Y;L)", Value(0))


@pytest.mark.parametrize("mass", [1, Fraction(1), fmpq(1), "1.000", "4/4", 1.0])
def test_exact_types_of_python(mass: object):
    assert problem_from_dict(problem(input=[BOX | {"mass": mass}]), Path()).law.cells[0].mass == 1


def test_data_is_left_alone():
    data = problem(parameters={"a": "1"}, readout={"argmax": True})
    before = json.dumps(data)
    problem_from_dict(data, Path())
    assert json.dumps(data) == before


@pytest.mark.parametrize(
    ("spelling", "note"),
    [
        ("0.1", "the stream: 0.1 is taken as the double 3602879701896397/36028797018963968; "),
        ("1e-1", "the stream: 1e-1 is taken as the double 3602879701896397/36028797018963968; "),
        ("1e-400", "the stream: 1e-400 is taken as the double 0; "),
        ("9007199254740993.0", "the stream: 9007199254740993.0 is taken as the double 9007199254740992; "),
        ("0.5", None),
        ("-2.5E+1", None),
        ("0e999999", None),
        ("9007199254740993", None),
        ('"0.1"', None),
    ],
)
def test_a_rounded_double_is_said_once(spelling: str, note: str | None):
    text = json.dumps(problem(network=[LAYER | {"bias": ["*"], "weight": [["*"]]}])).replace('"*"', spelling)
    said: list[str] = []
    [layer] = load_problem(io.StringIO(text), note=said.append).network.layers
    expected = spelling.strip('"') if note is None else note.split("double ")[1].split(";")[0]
    assert layer.bias == layer.weight[0] == (fmpq(*Fraction(expected).as_integer_ratio()),)
    assert [line.split("for the")[0] for line in said] == ([] if note is None else [note])


def test_the_note_goes_to_standard_error(capsys: pytest.CaptureFixture[str]):
    load_problem(io.StringIO(json.dumps(problem(network=[LAYER | {"bias": [0.1]}]))))
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Its folder is the current directory."""
    np.savez(tmp_path / "d.npz", x=[[1]], y=["a"])
    text = json.dumps(problem(input={"npz": "d.npz", "x": "x", "y": "y"}))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert load_problem("-").law.labels == ("a",)


def test_standard_input_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    with pytest.raises(ProblemError, match=r"^standard input: the field format is missing; add it$"):
        load_problem(Path("-"))


def test_a_file_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "p.json").write_text(json.dumps(problem(input=[BOX | {"mass": "11/12"}])))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemError) as caught:
        load_problem(Path("p.json"))
    assert str(caught.value) == "p.json: input: the masses sum to 11/12, not 1; add the missing 1/12"


def test_an_onnx_network(tmp_path: Path):
    from onnx import TensorProto, helper, save

    node = helper.make_node("Relu", ["x"], ["z"])
    x, z = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in "xz")
    opset = helper.make_opsetid("", 13)
    save(helper.make_model(helper.make_graph([node], "g", [x], [z]), opset_imports=[opset]), tmp_path / "n.onnx")
    data = problem(input=[{"label": "0", "mass": 1, "atom": [-1, 3]}], network={"onnx": "n.onnx"})
    assert evaluate(problem_from_dict(data, tmp_path).network, [fmpq(-1), fmpq(3)]) == ((fmpq(0), fmpq(3)),)


@pytest.mark.parametrize(("operator", "depth"), [("Relu", 2), ("Identity", 1)])
def test_an_activation_of_the_outputs_of_a_network(tmp_path: Path, operator: str, depth: int):
    """It follows an affine layer; behind another one it is a layer of its own."""
    from onnx import TensorProto, helper, save

    nodes = [helper.make_node("Add", ["x", "x"], ["y"]), helper.make_node(operator, ["y"], ["z"])]
    x, z = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in "xz")
    opset = helper.make_opsetid("", 13)
    save(helper.make_model(helper.make_graph(nodes, "g", [x], [z]), opset_imports=[opset]), tmp_path / "n.onnx")
    atoms = [{"label": y, "mass": "1/2", "atom": [int(y), 1]} for y in "01"]
    data = problem(input=atoms, network={"onnx": "n.onnx", "activation": "softmax"}, readout={"soft": True})
    made = problem_from_dict(data, tmp_path)
    assert made.network.depth == depth
    assert made.network.layers[-1].activation == activations.named("softmax")
    found = analyze(made)
    assert found.readout is not None
    assert found.readout.precision.enclosure(5) == ("0.08954", "0.089541")  # outputs 0, 2 and 2, 2
    with pytest.raises(ProblemError, match=r"network\.activation: .*sofmax"):
        problem_from_dict({**data, "network": {"onnx": "n.onnx", "activation": "sofmax"}}, tmp_path)


def test_an_onnx_error_names_problem_and_network(tmp_path: Path):
    (tmp_path / "n.onnx").write_bytes(b"no network")
    (tmp_path / "p.json").write_text(json.dumps(problem(network={"onnx": "n.onnx"})))
    with pytest.raises(Exception, match=r"p\.json: network\.onnx: n\.onnx: "):
        load_problem(tmp_path / "p.json")


@given(st.lists(st.fractions(), min_size=1, max_size=4))
def test_numbers_survive(numbers: list[Fraction]):
    """Every rational, written as p/q, is read as itself."""
    layer = {"weight": [["1"]] * len(numbers), "bias": [str(x) for x in numbers], "activation": "identity"}
    [found] = load(network=[layer]).network.layers
    assert list(found.bias) == [fmpq(x.numerator, x.denominator) for x in numbers]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=4))
def test_doubles_survive(numbers: list[float]):
    """A JSON number as Python writes it is read as the double that it came from."""
    layer = {"weight": [["1"]] * len(numbers), "bias": numbers, "activation": "identity"}
    said: list[str] = []
    [found] = load_problem(io.StringIO(json.dumps(problem(network=[layer]))), note=said.append).network.layers
    assert list(found.bias) == [fmpq(*x.as_integer_ratio()) for x in numbers]
    spelled = [Fraction(repr(x)) == Fraction(x) for x in numbers]
    assert len(said) == (0 if all(spelled) else 1)


def test_the_schema_is_published():
    published = SCHEMA.read_text()
    assert published == schema_text(), "run python -m ibverify.loaders.schema > docs/schemas/problem.schema.json"


def test_every_field_of_the_schema_is_described():
    """The objects, their fields, and what a number and a value are, each in one line."""
    schema = json.loads(schema_text())
    for thing in (schema, *schema["$defs"].values()):
        for described in (thing, *thing.get("properties", {}).values()):
            assert len(described["description"].splitlines()) == 1


@pytest.mark.skipif("IBVERIFY_DATA" not in os.environ, reason="IBVERIFY_DATA is not set")
def test_iris_has_one_duplicate_pair():
    """150 rows, two of them equal: 149 atoms, one of mass 2/150."""
    folder = Path(os.environ["IBVERIFY_DATA"]) / "datasets"
    layer = {"weight": [["1", "0", "0", "0"]], "bias": ["0"], "activation": "relu"}
    data = problem(input={"npz": "iris.npz", "x": "x", "y": "y"}, network=[layer])
    masses = sorted(cell.mass for cell in problem_from_dict(data, folder).law.cells)
    assert masses == [fmpq(1, 150)] * 148 + [fmpq(2, 150)]
