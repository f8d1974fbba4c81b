"""ONNX files to turn away, each one change away from a good one, and each for its own reason."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from ibverify.errors import FileError, InputError, UnsupportedNetwork
from ibverify.loaders._onnx_file import MAX_BYTES
from ibverify.loaders.onnx import load

Change = Callable[[ModelProto], object]
BILLION = 10**9


def node(operator: str, inputs: str, outputs: str, name: str = "", **attributes: Any) -> onnx.NodeProto:
    return helper.make_node(operator, inputs.split(), outputs.split(), name=name, **attributes)


def good() -> ModelProto:
    """y = v relu(w x), two inputs, two outputs."""
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 2]) for name in "xy"]
    weights = [numpy_helper.from_array(np.float32([[1, 2], [3, 4]]), name) for name in "wv"]
    nodes = [node("MatMul", "x w", "a"), node("Relu", "a", "h"), node("MatMul", "h v", "y")]
    graph = helper.make_graph(nodes, "graph", values[:1], values[1:], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def test_the_good_one_is_read(tmp_path: Path):
    (tmp_path / "net.onnx").write_bytes(good().SerializeToString())
    assert load(tmp_path / "net.onnx").depth == 2


# what is in the file


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content[:-7], "not an ONNX model, or damaged"),
        (lambda content: content[20:], "not an ONNX model, or damaged"),
        (lambda content: b"weights", "not an ONNX model, or damaged"),
        (lambda content: b"\xff" * 1000, "not an ONNX model, or damaged"),
        (lambda content: b"", "checker refuses it"),
        (lambda content: content + bytes(MAX_BYTES), "a file of .* bytes; give at most 8388608"),
    ],
)
def test_bytes(tmp_path: Path, change: Callable[[bytes], bytes], words: str):
    (tmp_path / "net.onnx").write_bytes(change(good().SerializeToString()))
    with pytest.raises(InputError, match=f"net.onnx: .*{words}"):
        load(tmp_path / "net.onnx")


@pytest.mark.parametrize("name", ["missing.onnx", ".", "x" * 5000, "nul\0.onnx"])
def test_no_file(tmp_path: Path, name: str):
    with pytest.raises(FileError, match="give the path of an ONNX file"):
        load(tmp_path / name)


# what the model says


def tensor(dims: tuple[int, ...] = (2, 2), raw: bytes | None = bytes(16), kind: int = TensorProto.FLOAT) -> Change:
    """Another first weight."""

    def change(model: ModelProto) -> None:
        model.graph.initializer[0].CopyFrom(TensorProto(name="w", dims=dims, data_type=kind, raw_data=raw))

    return change


def external(dims: tuple[int, ...] = (2, 2), kind: int = TensorProto.FLOAT, **entries: str) -> Change:
    """A first weight whose data is outside."""

    def change(model: ModelProto) -> None:
        tensor(dims, None, kind)(model)
        weight = model.graph.initializer[0]
        weight.data_location = TensorProto.EXTERNAL
        for key, value in entries.items():
            weight.external_data.add(key=key, value=value)

    return change


def nodes(*given: onnx.NodeProto, opset: int = 13) -> Change:
    """Other nodes."""

    def change(model: ModelProto) -> None:
        del model.graph.node[:]
        model.graph.node.extend(given)
        model.opset_import[0].version = opset
        model.graph.output[0].CopyFrom(helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, None]))

    return change


def typed(*shape: int | str | None, kind: int = TensorProto.FLOAT) -> Change:
    """Another type of the input."""

    def change(model: ModelProto) -> None:
        model.graph.input[0].CopyFrom(helper.make_tensor_value_info("x", kind, shape))

    return change


def opsets(*versions: int, domain: str = "ai.onnx") -> Change:
    """Other versions: of "" the first, of the domain the rest."""

    def change(model: ModelProto) -> None:
        del model.opset_import[:]
        model.opset_import.extend(helper.make_opsetid(domain if i else "", v) for i, v in enumerate(versions))

    return change


def both(*changes: Change) -> Change:
    return lambda model: [change(model) for change in changes]


def constant(value: Any, name: str = "c") -> onnx.NodeProto:
    return node("Constant", "", name, value=numpy_helper.from_array(np.asarray(value)))


FLAT = node("Flatten", "x", "y")
CHANGES: dict[str, tuple[Change, type[InputError], str]] = {
    # tensors
    "a billion zeros": (tensor((BILLION,), None), UnsupportedNetwork, "tensors announce 1000000004 numbers"),
    "a billion times a billion": (tensor((BILLION, BILLION), None), UnsupportedNetwork, "announce 10{17}4 numbers"),
    "a billion beside nothing": (tensor((BILLION, 0), b""), FileError, "checker refuses it"),
    "a billion zeros in a constant": (
        nodes(node("Constant", "", "y", value=TensorProto(dims=[BILLION], data_type=TensorProto.FLOAT))),
        UnsupportedNetwork,
        "tensors announce",
    ),
    "a negative size": (tensor((-2, -2)), FileError, "checker refuses it"),
    "too little data": (tensor(raw=bytes(12)), FileError, "checker refuses it"),
    "too much data": (tensor(raw=bytes(20)), FileError, "tensor w: its data does not have the shape"),
    "no data": (tensor(raw=None), FileError, "checker refuses it"),
    "nan": (tensor(raw=np.float32([0, 0, 0, np.nan]).tobytes()), FileError, "tensor w: it holds nan"),
    "infinity": (tensor(raw=np.float32([0, 0, -np.inf, 0]).tobytes()), FileError, "tensor w: it holds -inf"),
    "complex weights": (tensor(raw=bytes(32), kind=TensorProto.COMPLEX64), FileError, "checker refuses it"),
    "no such type": (tensor(kind=99), FileError, "checker refuses it"),
    "eight-bit floats": (
        both(
            tensor(raw=bytes(4), kind=TensorProto.FLOAT8E4M3FN),
            nodes(node("Cast", "w", "c", to=1), node("MatMul", "x c", "y"), opset=19),
        ),
        UnsupportedNetwork,
        "tensor w: a tensor of FLOAT8E4M3FN; give floats of 16 to 64 bits",
    ),
    "text": (
        nodes(constant(["1", "2"]), node("Cast", "c", "d", to=1), node("Mul", "x d", "y")),
        UnsupportedNetwork,
        "node c: a tensor of STRING",
    ),
    "a constant text": (
        nodes(node("Constant", "", "c", value_string="1"), node("Cast", "c", "d", to=1), node("Mul", "x d", "y")),
        UnsupportedNetwork,
        "node c: a constant given by value_string",
    ),
    # external data
    "data outside of the folder": (external(location="../w.bin"), FileError, "tensor 'w': '../w.bin' leads out"),
    "data at an absolute path": (external(location="/etc/passwd"), FileError, "leads out"),
    "data behind a link": (external(location="link"), FileError, "leads out"),
    "data of a device": (external(location="pipe"), FileError, "is not a file"),
    "data that is not there": (external(location="gone.bin"), FileError, "'gone.bin' is not a file"),
    "data without a location": (external(), FileError, "is not a file"),
    "an unusable location": (external(location="nul\0.bin"), FileError, "no usable path"),
    "data that ends early": (external(location="w.bin", offset="1"), FileError, "16 from byte 1 on .* a file of 16"),
    "data before the file": (external(location="w.bin", offset="-1"), FileError, "16 from byte -1 on"),
    "an offset in words": (external(location="w.bin", offset="one"), FileError, "'offset': 'one'"),
    "another length": (external(location="w.bin", length="12"), FileError, "takes 16 bytes, and 12"),
    "a billion outside": (external((BILLION,), location="w.bin"), UnsupportedNetwork, "announce 1000000004"),
    "data of no type": (external(kind=99, location="w.bin"), FileError, "external data of type 99"),
    # versions
    "an opset to come": (opsets(99), UnsupportedNetwork, "opset 99; export with one opset from 7 to 28"),
    "an old opset": (opsets(6), UnsupportedNetwork, "opset 6; export"),
    "two opsets": (opsets(13, 12), UnsupportedNetwork, "opset 13, 12; export"),
    "no opset": (opsets(), FileError, "checker refuses it"),
    "a long story": (
        lambda model: setattr(model, "doc_string", "x" * 2**20),
        UnsupportedNetwork,
        "bytes that are not weights; give at most 1048576",
    ),
    "a format to come": (lambda model: setattr(model, "ir_version", 99), FileError, "checker refuses it"),
    # the graph
    "a cycle": (nodes(node("Add", "x b", "a"), node("Abs", "a", "b"), node("Abs", "b", "y")), FileError, "topolog"),
    "a dangling input": (nodes(node("Add", "x q", "y")), FileError, "checker refuses it: .*'q'"),
    "a dangling output": (nodes(node("Abs", "x", "z")), FileError, "checker refuses it: .*'y'"),
    "one name twice": (nodes(node("Abs", "x", "y"), node("Abs", "x", "y")), FileError, "checker refuses it"),
    "no output": (lambda model: model.graph.ClearField("output"), UnsupportedNetwork, "no output"),
    "no input": (
        both(nodes(node("Relu", "w", "y")), lambda model: model.graph.ClearField("input")),
        UnsupportedNetwork,
        "no input",
    ),
    "a free second axis": (
        typed("n", "m"),
        UnsupportedNetwork,
        r"input x: it has FLOAT entries and the shape \[1, 0\]",
    ),
    "an axis of size 0": (typed(0, 2), UnsupportedNetwork, r"input x: .* \[0, 2\]"),
    "a billion inputs": (
        both(typed(1, BILLION), nodes(FLAT)),
        UnsupportedNetwork,
        "input x: .*exact coefficients",
    ),
    "integers": (
        both(typed(1, 2, kind=TensorProto.INT64), nodes(node("Cast", "x", "y", to=1))),
        UnsupportedNetwork,
        "input x: it has INT64 entries",
    ),
    "an attribute that is none": (nodes(node("Relu", "x", "y", slope=1.0)), FileError, "checker refuses it"),
    # operators
    "another domain": (
        both(nodes(node("Relu", "x", "y", domain="com.x")), opsets(13, 1, domain="com.x")),
        UnsupportedNetwork,
        r"nodes y \(com.x.Relu\): these",
    ),
    "a loop": (nodes(node("Loop", "m c x", "y")), UnsupportedNetwork, r"nodes y \(Loop\)"),
    "a product": (nodes(node("Mul", "x x", "y")), UnsupportedNetwork, "node y: it multiplies two values, neither"),
    "a matrix product": (
        nodes(node("Transpose", "x", "t"), node("MatMul", "x t", "a"), node("MatMul", "a x", "y")),
        UnsupportedNetwork,
        "node a: it multiplies two values, neither",
    ),
    "a quotient": (
        nodes(node("Div", "w x", "y")),
        UnsupportedNetwork,
        "node y: input 1 depends on the network's input",
    ),
    "division by 0": (
        nodes(constant(np.float32([1, 0])), node("Div", "x c", "y")),
        FileError,
        "node y: it divides by 0",
    ),
    "division of integers": (
        nodes(constant(np.int64([3])), node("Div", "c c", "d"), node("Reshape", "x d", "y")),
        UnsupportedNetwork,
        "node d: it computes with INT64",
    ),
    "rounding to integers": (
        nodes(node("Cast", "x", "i", to=7), node("Cast", "i", "y", to=1)),
        UnsupportedNetwork,
        "node i: a cast from FLOAT to INT64 may change the values",
    ),
    "dropout in training": (
        nodes(constant(np.float32(0.5)), constant(True, "t"), node("Dropout", "x c t", "y")),
        UnsupportedNetwork,
        "node y: it drops at random",
    ),
    "the mask of a dropout": (
        nodes(node("Dropout", "x", "d m"), node("Cast", "m", "y", to=1)),
        UnsupportedNetwork,
        "node y: the value 'm' is not computed",
    ),
    "softmax over the batch": (
        nodes(node("Softmax", "x", "y", axis=0)),
        UnsupportedNetwork,
        "node y: it treats the 2 values in groups of 1",
    ),
    "argmax of ties, the last": (
        nodes(node("ArgMax", "x", "i", axis=1, select_last_index=1), node("Cast", "i", "y", to=1)),
        UnsupportedNetwork,
        "node i: it takes the last of equal values",
    ),
    "a bound that is no constant": (
        nodes(constant(0), node("Gather", "x c", "a", axis=1), node("Gather", "a c", "b"), node("Clip", "x b", "y")),
        UnsupportedNetwork,
        "node y: input 1 depends on the network's input; make it constant",
    ),
    "an infinite slope": (
        nodes(node("LeakyRelu", "x", "y", alpha=float("inf"))),
        FileError,
        "node y: attribute alpha is inf",
    ),
    "an index outside": (
        nodes(constant(np.int64([5])), node("Gather", "x c", "y", axis=1)),
        FileError,
        "node y: its shapes do not fit: .*out of bounds",
    ),
    "a shape that does not fit": (
        nodes(constant(np.int64([1, 3])), node("Identity", "c", "d"), node("Reshape", "x d", "y")),
        FileError,
        "node y: its shapes do not fit: 'cannot reshape",
    ),
    "matrices that do not fit": (
        nodes(
            constant(np.int64([2, 1])),
            node("Identity", "c", "d"),
            node("Reshape", "x d", "a"),
            node("MatMul", "a w", "y"),
        ),
        FileError,
        r"node y: its shapes do not fit: 'a matrix product of shapes \(2, 1\) and \(2, 2\)'",
    ),
    "nothing left": (
        nodes(constant(np.int64([0])), node("Slice", "x c c", "s"), node("Relu", "s", "y")),
        UnsupportedNetwork,
        "node y: a value without entries",
    ),
    # small files that ask for much
    "doubled for ever": (
        nodes(*(node("Concat", 2 * f"{a} ", b, axis=1) for a, b in pairwise(["x", *"abcdefghijklmnopqrstu", "y"]))),
        UnsupportedNetwork,
        "more than .* exact coefficients",
    ),
    "squared for ever": (
        nodes(
            node("Concat", "x x x x x x x x x x x x x x x x", "a", axis=1),
            node("Concat", "a a a a a a a a a a a a a a a a", "b", axis=1),
            node("Concat", "b b b b b b b b b b b b b b b b", "c", axis=1),
            node("Transpose", "c", "d"),
            node("Add", "c d", "y"),
        ),
        UnsupportedNetwork,
        "node y: .*exact coefficients",
    ),
}


@pytest.mark.parametrize(("change", "kind", "words"), CHANGES.values(), ids=CHANGES)
def test_changes(tmp_path: Path, change: Change, kind: type[InputError], words: str):
    (tmp_path / "w.bin").write_bytes(bytes(16))
    (tmp_path / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    model = good()
    change(model)
    (tmp_path / "net.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(kind, match=f"^net.onnx: .*{words}"):
        load(tmp_path / "net.onnx")


def test_all_unsupported_operators_are_named_at_once(tmp_path: Path):
    model = good()
    nodes(
        node("Gelu", "x", "a", "Gelu_3"),
        node("Relu", "a", "b"),
        node("Erf", "b", "c"),
        node("Mish", "x", "unused"),
        node("Elu", "c", "y", "bad\nname\x1b[2J" + "x" * 10_000),
        opset=20,
    )(model)
    (tmp_path / "net.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(UnsupportedNetwork) as caught:
        load(tmp_path / "net.onnx")
    text = str(caught.value)
    assert text.startswith("net.onnx: nodes Gelu_3 (Gelu), c (Erf), 'bad\\nname\\x1b[2J")
    assert "(10012 characters) (Elu): these operators cannot be treated; use Abs, Add, " in text
    assert len(text) < 700


def test_many_unsupported_nodes_are_counted(tmp_path: Path):
    model = good()
    nodes(*(node("Erf", f"{k}" if k else "x", f"{k + 1}" if k < 99 else "y") for k in range(100)))(model)
    (tmp_path / "net.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(UnsupportedNetwork, match=r"nodes 1 \(Erf\), .*, 20 \(Erf\), and 80 more: these"):
        load(tmp_path / "net.onnx")


def test_names_that_are_no_text(tmp_path: Path):
    model = good()
    nodes(node("Erf", "x", "y", "name"))(model)
    (tmp_path / "net.onnx").write_bytes(model.SerializeToString().replace(b"name", b"\xff\xfe\xfd\xfc"))
    with pytest.raises(UnsupportedNetwork, match=r"nodes .*xff.* \(Erf\)"):
        load(tmp_path / "net.onnx")


COSTLY = """
import resource, sys, time
from pathlib import Path
from ibverify.errors import InputError
from ibverify.loaders.onnx import load
for name in sys.argv[1:]:
    start = time.process_time()
    try:
        load(Path(name))
    except InputError:
        print(name, round(time.process_time() - start, 2))
print("kilobytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_what_is_refused_costs_little(tmp_path: Path):
    """Less than a gigabyte, and seconds: the largest file of the smallest messages, and matrices multiplied in vain."""
    empty = b"\x0a\x00" * (MAX_BYTES // 2 - 4)
    size = bytes([len(empty) & 127 | 128, len(empty) >> 7 & 127 | 128, len(empty) >> 14 & 127 | 128, len(empty) >> 21])
    (tmp_path / "messages.onnx").write_bytes(b"\x3a" + size + empty)  # a graph of nodes without anything
    model = good()
    both(typed("n", 150), tensor((150, 150), np.ones((150, 150), np.float32).tobytes()))(model)
    nodes(*(node("MatMul", f"{a} w", b) for a, b in zip("xabc", "abcy", strict=True)))(model)
    (tmp_path / "matrices.onnx").write_bytes(model.SerializeToString())
    command = [sys.executable, "-c", COSTLY, *(str(tmp_path / name) for name in ("messages.onnx", "matrices.onnx"))]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == 3
    assert all(float(line.split()[-1]) < 5 for line in lines[:2])
    assert int(lines[2].split()[1]) < 2**20
