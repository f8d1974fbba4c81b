"""Claims of certificates: by hand, on what draws do not find, on networks of many weights, and on real ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from flint import fmpq
from onnx import TensorProto, helper, numpy_helper

from ibverify.errors import UnsupportedError
from ibverify.formats.law_certificate import certificate_to_dict, certified, problem_to_dict
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.loaders.statement import Statement, load_statement, statement_from_dict
from ibverify.recheck import certificates
from ibverify.recheck.certificates import check, read
from ibverify.study.certify import Finite, Infinite, Unknown, certify

Document = dict[str, Any]


def part(mass: str = "1", **shape: Any) -> Document:
    return {"label": "0", "mass": mass, **shape}


def layer(weight: list[list[str]], bias: list[str], activation: str, **rest: Any) -> Document:
    return {"weight": weight, "bias": bias, "activation": activation, **rest}


def neuron(activation: str, *weight: str, bias: str = "0") -> Document:
    return layer([list(weight or ("1",))], [bias], activation)


def statement(parts: list[Document], *network: Document, **rest: Any) -> Statement:
    return statement_from_dict({"format": "ibverify-problem/1", "input": parts, "network": [*network], **rest}, Path())


def kinds(claims: tuple[Any, ...]) -> list[str]:
    return [type(claim).__name__ for claim in claims]


# A bump that is positive on (299/1000, 301/1000) alone: no drawn point finds it.
BUMP = [
    layer([["1000"], ["1000"], ["1000"]], ["-299", "-300", "-301"], "relu"),
    neuron("identity", "1", "-2", "1"),
]


@pytest.mark.parametrize(
    "shape",
    [
        {"box": [["0", "1"]]},
        {"halfspaces": [["-1", "0"], ["1", "1"]]},
        {"polytope": [["0"], ["1"], ["1/2"]]},
    ],
    ids=lambda shape: next(iter(shape)),
)
def test_what_draws_miss_the_exact_law_finds(shape: Document):
    given = statement([part("1/2", atom=["5"]), part("1/2", **shape)], *BUMP)
    claims = certify(given)
    assert kinds(claims) == ["Infinite", "Infinite"]
    assert check(certificate_to_dict(given, claims))


def test_a_dead_layer_is_one_atom():
    """So is a tanh of it; what is behind that has no exact law here."""
    claims = certify(statement([part(box=[["0", "1"]])], neuron("relu", bias="-1"), neuron("tanh"), neuron("relu")))
    assert claims[:2] == (Finite(((fmpq(1), 1),)),) * 2
    assert claims[2] == Unknown("no two drawn points are told apart, and it has no exact law")


def test_points_are_counted_by_mass():
    """Under |x|: 1/2 + 1/4 at 1, 1/8 at 0 and at 2; the point without mass does not count."""
    masses = {"1": "1/2", "-1": "1/4", "0": "1/8", "2": "1/8", "7": "0"}
    given = statement([part(mass, atom=[at]) for at, mass in masses.items()], neuron("abs"))
    assert certify(given) == (Finite(((fmpq(3, 4), 1), (fmpq(1, 8), 2))),)


def test_points_behind_smooth_layers():
    parts = [part("1/2", atom=["1"]), part("1/4", atom=["2"]), part("1/4", atom=["3"])]
    claims = certify(statement(parts, neuron("tanh"), neuron("sigmoid"), neuron("relu")))
    assert claims == (Finite(((fmpq(1, 2), 1), (fmpq(1, 4), 2))),) * 3


def test_equal_outputs_that_balls_do_not_tell():
    mirrored = layer([["1"], ["-1"]], ["0", "0"], "sigmoid")
    claims = certify(
        statement([part("1/2", atom=["1"]), part("1/2", atom=["2"])], mirrored, neuron("identity", "1", "1"))
    )
    assert claims[1] == Unknown("some outputs cannot be told apart")


def test_smooth_layers_of_a_box():
    given = statement([part(box=[["-1", "1"]] * 2)], *[layer([["1", "2"], ["0", "1"]], ["0", "0"], "tanh")] * 3)
    claims = certify(given)
    assert kinds(claims) == ["Infinite"] * 3
    assert len(check(certificate_to_dict(given, claims))) == 3


def test_a_box_of_many_sides():
    """A sum of 30 coordinates above 31 is impossible, above 29 it is not known how likely."""
    cube = [part(box=[["0", "1"]] * 30)]
    assert kinds(certify(statement(cube, neuron("relu", *["1"] * 30)))) == ["Infinite"]
    assert certify(statement(cube, neuron("step", *["1"] * 30, bias="-31"))) == (Finite(((fmpq(1), 1),)),)
    assert kinds(certify(statement(cube, neuron("step", *["1"] * 30, bias="-29")))) == ["Unknown"]


def test_laws_of_many_cells_are_given_up():
    rows = [[str((7 * i + j * j) % 11 - 5) for j in range(5)] for i in range(40)]
    many = layer(rows, [str(i % 3 - 1) for i in range(40)], "step")
    claims = certify(statement([part(box=[["-1", "1"]] * 5)], many))
    assert claims == (Unknown("its law has more than 5000 cells"),)


# What is written.


def test_the_problem_in_a_certificate_is_a_problem():
    """Read again, it has the same certificate; numbers are in lowest terms, slopes are spelt."""
    leaky = layer([["2/4"], ["0.5"]], ["1e-2", "0"], "leaky_relu")
    given = statement([part("1/2", box=[["0", "1"]]), part("0.5", atom=["2/2"])], leaky, readout={"argmax": True})
    written = problem_to_dict(given)
    assert written["network"][0] == {
        "weight": [["1/2"], ["1/2"]],
        "bias": ["1/100", "0"],
        "activation": "leaky_relu",
        "slope": "1/100",
    }
    assert problem_to_dict(statement_from_dict(written, Path())) == written
    assert problem_from_dict(written, Path()).network == given.network


def test_what_the_checker_does_not_follow_is_dropped():
    """Behind a softplus its bounds are 1 apart, so that it cannot tell two points of an interval of length 1."""
    given = statement([part(box=[["0", "1"]])], neuron("relu"), neuron("softplus"), neuron("relu"))
    claims = certify(given)
    assert kinds(claims) == ["Infinite"] * 3
    found = certified(given, claims)
    assert [line.partition("(")[0] for line in found.says] == [
        "layer 1: I",
        "layer 2: I",
        "layer 3: nothing is claimed: its check says layers[2].witness.points: their images are not shown to differ",
    ]
    assert check(read(found.raw))


def test_nothing_is_certified():
    given = statement([part(box=[["0", "1"]] * 30)], neuron("step", *["1"] * 30, bias="-15"))
    with pytest.raises(
        UnsupportedError, match="there is no proof for any layer; of the first, a box has too many sides"
    ):
        certified(given, certify(given))


def test_what_the_checker_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch):
    """As if it did not know tanh."""
    monkeypatch.setattr(certificates, "SMOOTH", ())
    given = statement([part(box=[["0", "1"]])], neuron("tanh"))
    with pytest.raises(UnsupportedError, match=r"not for this: problem.network\[0\].activation: 'tanh' is not known"):
        certified(given, certify(given))


# Networks from files.


def alone(certificate: Document, folder: Path) -> list[str]:
    """What the checker says in a process of its own, isolated and without site packages."""
    path = folder / "certificate.json"
    path.write_text(json.dumps(certificate))
    command = [sys.executable, "-I", "-S", certificates.__file__, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def cube(inputs: int, network: Path, folder: Path, **rest: Any) -> Statement:
    """X uniform on the unit cube, and the network of a file."""
    (folder / "net.onnx").write_bytes(network.read_bytes())
    box = part(box=[["0", "1"]] * inputs)
    data = {"format": "ibverify-problem/1", "input": [box], "network": {"onnx": "net.onnx"}, **rest}
    (folder / "p.json").write_text(json.dumps(data))
    return load_statement(folder / "p.json")


def test_a_network_of_a_hundred_thousand_weights(tmp_path: Path):
    """784-128-64-10: some megabytes, checked in a process that shares nothing."""
    sizes, draw = (784, 128, 64, 10), np.random.default_rng(0)
    nodes, tensors, value = [], [], "x"
    for i, (before, after) in enumerate(pairwise(sizes)):
        weight = draw.standard_normal((after, before)).astype(np.float32) / 16
        tensors += [numpy_helper.from_array(weight, f"w{i}"), numpy_helper.from_array(weight[:, 0], f"b{i}")]
        nodes.append(helper.make_node("Gemm", [value, f"w{i}", f"b{i}"], [f"z{i}"], transB=1))
        nodes.append(helper.make_node("Relu", [f"z{i}"], [value := f"y{i}"]))
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("x", [1, 784]), (value, [1, 10]))
    ]
    graph = helper.make_graph(nodes, "graph", ends[:1], ends[1:], tensors)
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), tmp_path / "big.onnx"
    )
    given = cube(784, tmp_path / "big.onnx", tmp_path)
    claims = certify(given)
    assert all(isinstance(claim, Infinite) for claim in claims)
    assert len(alone(certificate_to_dict(given, claims), tmp_path)) == 3
    assert (tmp_path / "certificate.json").stat().st_size < 4_000_000


DATA = Path(os.environ["IBVERIFY_DATA"]) if "IBVERIFY_DATA" in os.environ else None
real = pytest.mark.skipif(DATA is None, reason="IBVERIFY_DATA is not set")


@real
@pytest.mark.parametrize(
    ("name", "inputs", "depth"),
    [
        ("marabou/mnist2x10", 784, 3),
        ("marabou/mnist5x20_leaky_relu", 784, 7),
        ("marabou/oneInput_twoBranches", 12, 5),
        ("eran/ACASXU_run2a_1_1_batch_2000", 5, 7),
        ("nnet/TestNetwork2", 5, 7),
    ],
)
def test_networks_that_others_made(name: str, inputs: int, depth: int, tmp_path: Path):
    """On the unit cube every layer has infinite I(X;L)."""
    assert DATA is not None
    given = cube(inputs, DATA / "third_party" / f"{name}.onnx", tmp_path)
    claims = certify(given)
    assert kinds(claims) == ["Infinite"] * depth
    assert len(alone(certificate_to_dict(given, claims), tmp_path)) == depth


@real
def test_a_network_whose_second_layer_is_dead(tmp_path: Path):
    assert DATA is not None
    given = cube(2, DATA / "trained" / "surface_collapsed_2-8-8-1.onnx", tmp_path)
    said = alone(certificate_to_dict(given, certify(given)), tmp_path)
    assert [line.partition("I(X;L) = ")[2] for line in said[1:]] == ["0", "0"]


@real
def test_a_data_set_behind_relu_and_tanh(tmp_path: Path):
    """After ten epochs 2373 of the 4096 points fall together in layers 5 and 6; tanh keeps all apart."""
    assert DATA is not None
    (tmp_path / "d.npz").write_bytes((DATA / "datasets" / "var_u.npz").read_bytes())
    points = {"npz": "d.npz", "x": "x", "y": "y"}
    given = cube(12, DATA / "trained" / "tishby_relu_epoch10.onnx", tmp_path, input=points)
    relu = certify(given)
    merged = Finite(((fmpq(2373, 4096), 1), (fmpq(1, 4096), 1723)))
    assert relu == (Finite(((fmpq(1, 4096), 4096),)),) * 4 + (merged,) * 2
    assert alone(certificate_to_dict(given, relu), tmp_path)[4].endswith(
        "-2373/4096*log(2373/4096) - 1723/4096*log(1/4096)"
    )
    tanh = cube(12, DATA / "trained" / "tishby_tanh_epoch1000.onnx", tmp_path, input=points)
    assert certify(tanh) == (Finite(((fmpq(1, 4096), 4096),)),) * 6
