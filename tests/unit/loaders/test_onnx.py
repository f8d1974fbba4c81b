"""ONNX networks: each operator by hand and against onnx's own reference, the layers, the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnxruntime import InferenceSession

from ibverify.activations import named
from ibverify.exact import from_float
from ibverify.loaders.onnx import files, load
from ibverify.network import Layer, Network, evaluate, evaluate_balls, layer

Read = Callable[[onnx.ModelProto], Network]
FLOAT = TensorProto.FLOAT


def node(operator: str, inputs: str, outputs: str = "y", **attributes: Any) -> onnx.NodeProto:
    """A node without a name; `-` is an input left out."""
    names = ["" if name == "-" else name for name in inputs.split()]
    return helper.make_node(operator, names, outputs.split(), **attributes)


def model(
    *nodes: onnx.NodeProto,
    inputs: dict[str, Sequence[int | str]] | None = None,
    outputs: str = "y",
    rank: int = 2,
    opset: int = 13,
    kind: int = FLOAT,
    result: int = FLOAT,
    **constants: Any,
) -> onnx.ModelProto:
    """A model; lists become float32, ranges int64."""
    tensors = [
        numpy_helper.from_array(np.array(c, dtype=np.int64 if isinstance(c, range) else np.float32), name)
        if type(c) in (list, float, range)
        else numpy_helper.from_array(c, name)
        for name, c in constants.items()
    ]
    graph = helper.make_graph(
        list(nodes),
        "graph",
        [helper.make_tensor_value_info(n, kind, shape) for n, shape in (inputs or {"x": ["n", 2]}).items()],
        [helper.make_tensor_value_info(n, result, [None] * rank) for n in outputs.split()],
        tensors,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def of(built: onnx.ModelProto) -> Network:
        path = tmp_path / "net.onnx"
        path.write_bytes(built.SerializeToString())
        return load(path)

    return of


def rationals(numbers: Any) -> list[fmpq]:
    return [from_float(float(x)) for x in np.ravel(numbers)]


X = [0.5, -3.0]
W = [[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]]  # on X: -11/2, -21/2, 3
UNIT = [[1.0, 0.0], [0.0, 1.0]]

# name: the model, and its value at X, or at X, 2 X, 3 X one after the other; derived by hand
OPERATORS: dict[str, tuple[onnx.ModelProto, list[str]]] = {
    "Gemm": (
        model(node("Gemm", "x w b", transB=1, alpha=0.5, beta=2.0), w=W, b=[1.0, 0.0, 0.25]),
        ["-3/4", "-21/4", "2"],
    ),
    "Gemm, no bias": (model(node("Gemm", "x w"), w=[[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]), ["1/2", "-2", "-3"]),
    "Gemm, the constant first": (
        model(node("Gemm", "w x", transB=1), w=W),  # a column for the one point
        ["-11/2", "-21/2", "3"],
    ),
    "Gemm, a transposed input": (
        model(node("Transpose", "x", "t"), node("Gemm", "t w", transA=1, transB=1), w=W),
        ["-11/2", "-21/2", "3"],
    ),
    "Gemm, a bias that depends on the input": (
        model(node("Gemm", "x v x", beta=-1.0), v=[[2.0, 0.0], [0.0, 2.0]]),
        ["1/2", "-3"],
    ),
    "MatMul": (model(node("MatMul", "x w"), w=[[1.0], [2.0]]), ["-11/2"]),
    "MatMul, the constant first": (
        model(node("MatMul", "w x"), w=W, inputs={"x": [2]}, rank=1),
        ["-11/2", "-21/2", "3"],
    ),
    "MatMul, two vectors": (model(node("MatMul", "x v"), v=[2.0, 1.0], inputs={"x": [2]}, rank=0), ["-2"]),
    "MatMul, a stack": (
        model(node("MatMul", "w x"), w=[[[1.0, 2.0]], [[0.0, 1.0]]], inputs={"x": [2, 1]}, rank=3),
        ["-11/2", "-3"],
    ),
    "MatMul, twice": (
        model(node("MatMul", "x v", "h"), node("MatMul", "h w"), v=[[1.0, 1.0], [0.0, 1.0]], w=[[1.0], [1.0]]),
        ["-2"],  # x -> (1/2, 1/2 - 3)
    ),
    "Add": (model(node("Add", "c x"), c=[1.0, 0.25]), ["3/2", "-11/4"]),
    "Add, broadcast": (model(node("Add", "x c"), c=[[1.0], [2.0]]), ["3/2", "-2", "5/2", "-1"]),
    "Add, two branches": (model(node("Abs", "x", "h"), node("Add", "h x")), ["1", "0"]),
    "Sub": (model(node("Sub", "c x"), c=1.0), ["1/2", "4"]),
    "Sub, from itself": (model(node("Sub", "x x")), ["0", "0"]),
    "Mul": (model(node("Mul", "x c"), c=[4.0, 0.0]), ["2", "0"]),
    "Div": (model(node("Div", "x c"), c=[4.0, -0.5]), ["1/8", "6"]),
    "Neg": (model(node("Neg", "x")), ["-1/2", "3"]),
    "Relu": (model(node("Relu", "x")), ["1/2", "0"]),
    "LeakyRelu": (model(node("LeakyRelu", "x", alpha=0.25)), ["1/2", "-3/4"]),
    "Clip": (model(node("Clip", "x l u"), l=np.float32(-2), u=np.float32(0.25)), ["1/4", "-2"]),
    "Clip, from below": (model(node("Clip", "x l"), l=np.float32(-2)), ["1/2", "-2"]),
    "Clip, from below at 0": (model(node("Clip", "x l"), l=np.float32(0)), ["1/2", "0"]),
    "Clip, from above": (model(node("Clip", "x - u"), u=np.float32(-1)), ["-1", "-3"]),
    "Clip, no bounds": (model(node("Clip", "x")), ["1/2", "-3"]),
    "Clip, crossed bounds": (model(node("Clip", "x l u"), l=np.float32(2), u=np.float32(1)), ["1", "1"]),
    "Clip, bounds as constants": (
        model(
            node("Constant", "", "l", value_float=-1.0),
            node("Constant", "", "u", value=numpy_helper.from_array(np.float32(1))),
            node("Clip", "x l u"),
        ),
        ["1/2", "-1"],
    ),
    "Clip, opset 9": (model(node("Clip", "x", min=-1.0, max=0.25), opset=9), ["1/4", "-1"]),
    "Clip, opset 9, one bound": (model(node("Clip", "x", min=0.0), opset=9), ["1/2", "0"]),
    "Abs": (model(node("Abs", "x")), ["1/2", "3"]),
    "HardSigmoid": (model(node("HardSigmoid", "x", alpha=0.25, beta=0.5)), ["5/8", "0"]),
    "Greater": (model(node("Greater", "x c", "g"), node("Cast", "g", to=FLOAT), c=[0.25, -3.0]), ["1", "0"]),
    "Less": (model(node("Less", "x c", "g"), node("Cast", "g", to=FLOAT), c=[0.5, -1.0]), ["0", "1"]),
    "ArgMax": (
        model(node("Gemm", "x w", "h", transB=1), node("ArgMax", "h", axis=1), w=W, result=TensorProto.INT64),
        ["2"],
    ),
    "ArgMax, keepdims 0": (
        model(node("ArgMax", "x", axis=-1, keepdims=0), rank=1, result=TensorProto.INT64),
        ["0"],
    ),
    "Identity": (model(node("Identity", "x")), ["1/2", "-3"]),
    "Dropout": (model(node("Dropout", "x", "y mask")), ["1/2", "-3"]),
    "Dropout, inference": (
        model(node("Dropout", "x r t"), r=np.float32(0.5), t=np.array(False)),
        ["1/2", "-3"],
    ),
    "Cast": (
        model(node("Cast", "x", to=TensorProto.DOUBLE), result=TensorProto.DOUBLE),
        ["1/2", "-3"],
    ),
    "Flatten": (model(node("Flatten", "x"), inputs={"x": ["n", 1, 2, 3]}), ["1/2", "-3", "1", "-6", "3/2", "-9"]),
    "Flatten, axis 0": (model(node("Flatten", "x", axis=0), inputs={"x": [2, 1]}), ["1/2", "-3"]),
    "Flatten, the last axis": (model(node("Flatten", "x", axis=-1), inputs={"x": [1, 2, 1]}), ["1/2", "-3"]),
    "Reshape": (
        model(node("Reshape", "x s", "h"), node("MatMul", "h v"), s=range(-1, 1), v=[[1.0], [1.0]]),
        ["-5/2"],  # (-1, 0): the second axis is kept
    ),
    "Transpose": (
        model(node("Transpose", "x", perm=[0, 2, 1]), inputs={"x": ["n", 2, 3]}, rank=3),
        ["1/2", "-6", "-3", "3/2", "1", "-9"],
    ),
    "Transpose of a weight": (model(node("Transpose", "w", "t"), node("MatMul", "x t"), w=W), ["-11/2", "-21/2", "3"]),
    "Squeeze": (model(node("Squeeze", "x a"), a=range(1, 2), inputs={"x": ["n", 1, 2]}), ["1/2", "-3"]),
    "Squeeze, opset 11": (model(node("Squeeze", "x", axes=[1]), inputs={"x": ["n", 1, 2]}, opset=11), ["1/2", "-3"]),
    "Squeeze, all": (model(node("Squeeze", "x"), inputs={"x": [1, 1, 2]}, rank=1), ["1/2", "-3"]),
    "Unsqueeze": (model(node("Unsqueeze", "x a"), a=range(1, 2), rank=3), ["1/2", "-3"]),
    "Unsqueeze, opset 11": (model(node("Unsqueeze", "x", axes=[0, 3]), rank=4, opset=11), ["1/2", "-3"]),
    "Shape": (  # flattens as an export with a free batch does: to (shape(x)[0], -1)
        model(
            node("Shape", "x", "s"),
            node("Gather", "s zero", "n", axis=0),
            node("Unsqueeze", "n axes", "m"),
            node("Concat", "m rest", "t", axis=0),
            node("Reshape", "x t"),
            zero=np.array(0),
            axes=range(1),
            rest=range(-1, 0),
            inputs={"x": ["n", 2, 1]},
        ),
        ["1/2", "-3"],
    ),
    "Concat": (
        model(node("Abs", "x", "h"), node("Concat", "x c h", axis=1), c=[[7.0]]),
        ["1/2", "-3", "7", "1/2", "3"],
    ),
    "Split": (
        model(node("Split", "x", "a b", axis=1), node("Sub", "a b")),
        ["7/2"],
    ),
    "Split, widths": (
        model(node("Split", "x s", "a b c", axis=1), node("Add", "a c"), s=np.array([1, 4, 1]), inputs={"x": ["n", 6]}),
        ["-17/2"],  # 1/2 - 9
    ),
    "Split, opset 11": (
        model(node("Split", "x", "y z", axis=1, split=[1, 5]), inputs={"x": ["n", 6]}, opset=11),
        ["1/2"],
    ),
    "Split, opset 18": (
        model(node("Split", "x", "a y", axis=1, num_outputs=2), inputs={"x": ["n", 3]}, opset=18),
        ["1"],  # two, then one
    ),
    "Slice": (
        model(node("Slice", "x s e a"), s=range(1, 2), e=range(3, 4), a=range(1, 2), inputs={"x": ["n", 4]}),
        ["-3", "1"],
    ),
    "Slice, backwards": (
        model(
            node("Slice", "x s e a t"),
            s=np.array([-1]),
            e=np.array([-(2**63)]),
            a=np.array([-1]),
            t=np.array([-1]),
        ),
        ["-3", "1/2"],
    ),
    "Slice, opset 9": (model(node("Slice", "x", starts=[0, 1], ends=[1, 100]), opset=9), ["-3"]),
    "Gather": (model(node("Gather", "x i", axis=1), i=np.array([[1, -2]]), rank=3), ["-3", "1/2"]),
    "a constant output": (model(node("Relu", "c", "h"), node("Add", "h c"), c=[[2.0, -1.0]]), ["4", "-1"]),
}


def point(network: Network) -> list[float]:
    """X, its double, its triple, ..., as long as the input is wide."""
    return [(i // 2 + 1) * X[i % 2] for i in range(network.inputs)]


@pytest.mark.parametrize(("built", "expected"), OPERATORS.values(), ids=OPERATORS)
def test_operators_by_hand(read: Read, built: onnx.ModelProto, expected: list[str]):
    network = read(built)
    assert [str(value) for value in evaluate(network, rationals(point(network)))[-1]] == expected


@pytest.mark.parametrize("built", [built for built, _ in OPERATORS.values()], ids=OPERATORS)
def test_operators_against_onnx_itself(read: Read, built: onnx.ModelProto):
    """The same models in onnx's own float32 evaluation, on numbers that it does not round."""
    network = read(built)
    declared = built.graph.input[0].type.tensor_type.shape
    shape = [d.dim_value or 1 for d in declared.dim]
    for factor in (1, -1, 0.25, 0):
        values = [factor * x for x in point(network)]
        [found] = ReferenceEvaluator(built).run(None, {"x": np.float32(values).reshape(shape)})
        assert list(evaluate(network, rationals(values))[-1]) == rationals(found)


SMOOTH = {
    "Sigmoid": model(node("Sigmoid", "x")),
    "Tanh": model(node("Tanh", "x")),
    "Softplus": model(node("Softplus", "x")),
    "Softmax": model(node("Softmax", "x")),
    "Softmax, opset 11": model(node("Softmax", "x"), inputs={"x": ["n", 2, 1]}, rank=3, opset=11),
}


@pytest.mark.parametrize("built", SMOOTH.values(), ids=SMOOTH)
def test_smooth_operators(read: Read, built: onnx.ModelProto):
    network = read(built)
    shape = [d.dim_value or 1 for d in built.graph.input[0].type.tensor_type.shape.dim]
    [expected] = InferenceSession(built.SerializeToString()).run(None, {"x": np.float32(X).reshape(shape)})
    for ball, number in zip(evaluate_balls(network, rationals(X), 100)[-1], expected.ravel(), strict=True):
        assert abs(arb(ball) - float(number)) < arb(1e-6)


halves = st.integers(-8, 8).map(lambda n: n / 2)


def matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(st.lists(halves, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


@given(matrices(3, 2), matrices(2, 3), st.lists(halves, min_size=2, max_size=2), st.sampled_from(["Relu", "Abs"]))
def test_a_residual_block(tmp_path_factory: pytest.TempPathFactory, w: Any, v: Any, x: list[float], operator: str):
    """x + v f(w x) is what onnx computes, on halves, which float32 does not round."""
    built = model(
        node("Gemm", "x w", "a", transB=1),
        node(operator, "a", "h"),
        node("Gemm", "h v", "b", transB=1),
        node("Add", "b x"),
        w=w,
        v=v,
    )
    path = tmp_path_factory.mktemp("block") / "net.onnx"
    path.write_bytes(built.SerializeToString())
    [expected] = ReferenceEvaluator(built).run(None, {"x": np.float32([x])})
    assert list(evaluate(load(path), rationals(x))[-1]) == rationals(expected)


# the layers


def test_a_chain_is_the_network_written_by_hand(read: Read):
    built = model(
        node("Gemm", "x w b", "a", transB=1), node("Relu", "a", "h"), node("MatMul", "h v"), w=W, b=X[:1], v=[[1.0]] * 3
    )
    built.graph.node[1].name = "first"
    by_hand = Network(
        2,
        (
            Layer(layer(W_EXACT).weight, (fmpq(1, 2),) * 3, named("relu"), "first"),
            Layer(layer([[1, 1, 1]]).weight, (fmpq(0),), named("identity"), "y"),
        ),
    )
    assert read(built) == by_hand


W_EXACT = [[1, 2], [3, 4], [0, -1]]


def test_skip_connections_name_their_sources(read: Read):
    network = read(
        model(
            node("Relu", "x", "a"),
            node("Abs", "a", "b"),
            node("Concat", "b x", "c", axis=1),
            node("Tanh", "c", "d"),
            node("Add", "a b"),
            node("Identity", "d", "z"),
            outputs="z y a",
        )
    )
    assert [(each.name, each.sources) for each in network.layers] == [
        ("a", None),
        ("b", None),
        ("d", (0, 2)),
        ("z", None),
        ("y", (1, 2)),
    ]
    assert [each.activation.name for each in network.layers] == ["relu", "abs", "tanh", "identity", "identity"]
    assert network.layers[2].weight == layer([[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]).weight


def test_terms_that_cancel_leave_no_source(read: Read):
    network = read(model(node("Relu", "x", "h"), node("Sub", "h h", "z"), node("Add", "z x"), outputs="y h"))
    assert network.layers[-1].sources == (0,)


def test_inputs_and_outputs_in_the_order_of_the_graph(read: Read):
    network = read(
        model(
            node("Neg", "x2", "y2"),
            node("Identity", "x1", "y1"),
            inputs={"x1": ["n", 2], "unused": ["n", 3], "x2": ["n", 1]},
            outputs="y1 y2",
        )
    )
    values = evaluate(network, [fmpq(k) for k in range(6)])
    assert network.inputs == 6
    assert values == ((0, 1), (-5,))


def test_parts_that_no_output_needs_are_ignored(read: Read):
    built = model(node("Gelu", "x", "g"), node("Relu", "x"), opset=20, unused=[float("nan")])
    assert read(built).depth == 1


def test_initializers_may_be_listed_as_inputs(read: Read):
    built = model(node("Gemm", "x w"), w=UNIT)
    built.graph.input.append(helper.make_tensor_value_info("w", FLOAT, [2, 2]))
    assert read(built).inputs == 2


# the numbers


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (np.float32(0.1), fmpq(13421773, 2**27)),
        (np.float16(0.1), fmpq(1638, 2**14)),  # 11 bits: 1638.4 is rounded
        (np.float64(0.1), fmpq(3602879701896397, 2**55)),
        (np.float32(2**-149), fmpq(1, 2**149)),
        (np.float32(-(2.0**127)), fmpq(-(2**127))),
        (np.float64(2.0**-1074), fmpq(1, 2**1074)),
    ],
)
def test_a_weight_is_the_rational_of_its_float(read: Read, weight: Any, expected: fmpq):
    kind = helper.np_dtype_to_tensor_dtype(weight.dtype)
    built = model(node("Mul", "x w"), w=weight, inputs={"x": [1]}, rank=1, kind=kind, result=kind)
    assert read(built).layers[0].weight == ((expected,),)


def test_bfloat16(read: Read):
    built = model(
        node("Mul", "x w"), w=1.0, inputs={"x": [1]}, rank=1, kind=TensorProto.BFLOAT16, result=TensorProto.BFLOAT16
    )
    built.graph.initializer[0].CopyFrom(
        helper.make_tensor("w", TensorProto.BFLOAT16, [], bytes([0x01, 0x3F]), raw=True)
    )
    assert read(built).layers[0].weight == ((fmpq(129, 256),),)  # 0x3f01: exponent -1, mantissa 1 + 1/128


@pytest.mark.parametrize(
    ("built", "slope"),
    [
        (model(node("LeakyRelu", "x")), fmpq(5368709, 2**29)),
        (model(node("LeakyRelu", "x", alpha=0.1)), fmpq(13421773, 2**27)),
    ],
)
def test_a_slope_is_a_float32(read: Read, built: onnx.ModelProto, slope: fmpq):
    assert read(built).layers[0].activation == named("leaky_relu", slope=slope)


def test_integer_weights_after_a_cast(read: Read):
    built = model(node("Cast", "w", "f", to=FLOAT), node("Mul", "x f"), w=np.array([2**53 + 1, -1]))
    assert read(built).layers[0].weight == layer([[2**53 + 1, 0], [0, -1]]).weight


def test_typed_fields(read: Read):
    built = model(node("Mul", "x w"), w=1.0)
    built.graph.initializer[0].CopyFrom(helper.make_tensor("w", FLOAT, [2], [0.5, 3.0]))
    assert read(built).layers[0].weight == layer([["1/2", 0], [0, 3]]).weight


def test_clip_keeps_a_bound_of_its_type(read: Read):
    built = model(node("Clip", "x l"), l=np.float32(1))
    assert read(built).layers[0].activation == named("clip", lower=fmpq(1), upper=fmpq((2**24 - 1) * 2**104))


# external data


def test_external_data_is_read_and_named(tmp_path: Path):
    built = model(node("Gemm", "x w"), w=UNIT)
    (tmp_path / "w.bin").write_bytes(b"skip" + np.float32([[0, 2], [1, 0]]).tobytes())
    helper_entries = {"location": "w.bin", "offset": "4", "length": "16"}
    tensor = built.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in helper_entries.items():
        tensor.external_data.add(key=key, value=value)
    path = tmp_path / "net.onnx"
    path.write_bytes(built.SerializeToString())
    assert load(path).layers[0].weight == layer([[0, 1], [2, 0]]).weight
    assert files(path) == (path, tmp_path.resolve() / "w.bin")
