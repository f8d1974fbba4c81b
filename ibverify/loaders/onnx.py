r"""ONNX networks, exactly as their floats spell them. Main result: `load`.

Whatever is linear is carried as exact affine forms in the outputs of the activations before it, so that Gemm, Add,
Flatten, skip connections and constant subgraphs end up in the weights. Each activation becomes a layer, in the order of
the graph, and so does each output of the graph that is not the output of an activation, with the identity.

Operators are those of the real numbers: nothing is rounded. A first axis without a size is a batch of one point;
tensors are flattened row-major, and several inputs are concatenated in the order of the graph.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from pathlib import Path

import onnx
from flint import fmpq

from ibverify.activations import Activation, named
from ibverify.errors import FileError, InputError, UnsupportedNetwork, shown
from ibverify.loaders._onnx_affine import Affine, Array, Budget, entries, signals
from ibverify.loaders._onnx_call import Call, Nonlinear
from ibverify.loaders._onnx_file import checked, embed, parse
from ibverify.loaders._onnx_linear import LINEAR
from ibverify.loaders._onnx_nonlinear import NONLINEAR
from ibverify.loaders._onnx_tensor import REALS, exact, kind
from ibverify.network import Layer, Network

OPSETS = range(7, 29)
OPERATORS = {**LINEAR, **NONLINEAR}
_STANDARD = ("", "ai.onnx")
_NAMED = 20
_ZERO = fmpq(0)


def load(path: Path) -> Network:
    """The network of an ONNX file, with the rationals that its floats are as weights.

    Exact. Raises `FileError` for a file that is damaged, that onnx's checker refuses, or that holds nan or infinite
    weights, and `UnsupportedNetwork`, which names all operators that cannot be treated.
    """
    try:
        model = parse(path)
        nodes = _live(model.graph)
        _refuse_unknown(nodes)
        embed(model, path.parent)
        types = checked(model)
        return _Reading(model.graph, types, _opset(model)).network(nodes)
    except InputError as error:
        raise error.within(path.name) from None


def files(path: Path) -> tuple[Path, ...]:
    """The files that a model consists of: itself, and those of its external data."""
    try:
        return (path, *embed(parse(path), path.parent))
    except InputError as error:
        raise error.within(path.name) from None


def _live(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The nodes that the outputs depend on, in the order of the file."""
    maker = {name: i for i, node in enumerate(graph.node) for name in node.output if name}
    waiting, live = [maker[value.name] for value in graph.output if value.name in maker], set[int]()
    while waiting:
        i = waiting.pop()
        if i not in live:
            live.add(i)
            waiting.extend(maker[name] for name in graph.node[i].input if name in maker)
    return [graph.node[i] for i in sorted(live)]


def _refuse_unknown(nodes: list[onnx.NodeProto]) -> None:
    unknown = [
        f"{_label(node)} ({_text(f'{node.domain}.{node.op_type}' if node.domain not in _STANDARD else node.op_type)})"
        for node in nodes
        if node.domain not in _STANDARD or node.op_type not in OPERATORS
    ]
    if unknown:
        rest = f", and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
        what = f"nodes {', '.join(unknown[:_NAMED])}{rest}: these operators cannot be treated"
        raise UnsupportedNetwork("", what, f"use {', '.join(sorted(OPERATORS))}")


def _opset(model: onnx.ModelProto) -> int:
    versions = [imported.version for imported in model.opset_import if imported.domain in _STANDARD]
    if len(versions) != 1 or versions[0] not in OPSETS:
        what = f"opset {', '.join(map(str, versions)) or 'not named'}"
        raise UnsupportedNetwork("", what, f"export with one opset from {OPSETS[0]} to {OPSETS[-1]}")
    return int(versions[0])


class _Reading:
    """A graph on its way to a network: the values known by now, and the layers with the numbers of their signals."""

    def __init__(self, graph: onnx.GraphProto, types: dict[str, int], opset: int) -> None:
        self.graph = graph
        self.types = types
        self.opset = opset
        self.budget = Budget()
        self.initializers = {tensor.name: tensor for tensor in graph.initializer}
        self.values: dict[str, Array] = {}
        self.activated = set[str]()  # the names of the values that are the outputs of layers
        self.layers: list[Layer] = []
        self.bounds = [0, 0]  # layer i has the signals from bounds[i] to bounds[i + 1]; 0 is the input

    def network(self, nodes: list[onnx.NodeProto]) -> Network:
        """A layer for each node that is nonlinear, then one for each output that is not such a node."""
        for value in self.graph.input:
            if value.name not in self.initializers:
                try:
                    self._read_input(value)
                except InputError as error:
                    raise error.within(f"input {_text(value.name)}") from None
        if not self.bounds[1] or not self.graph.output:
            raise UnsupportedNetwork("", "the graph has no input, or no output", "export the model with both")
        for node in nodes:
            try:
                self._read_node(node)
            except InputError as error:
                raise error.within(f"node {_label(node)}") from None
        for output in self.graph.output:
            if output.name not in self.activated:
                self._append(self._value(output.name), named("identity"), _text(output.name))
        return Network(self.bounds[1], tuple(self.layers))

    def _read_input(self, value: onnx.ValueInfoProto) -> None:
        element = self.types[value.name]
        shape = [d.dim_value if d.HasField("dim_value") else 0 for d in value.type.tensor_type.shape.dim]
        if shape and not value.type.tensor_type.shape.dim[0].HasField("dim_value"):
            shape[0] = 1
        if element not in REALS or not all(n > 0 for n in shape):
            what = f"it has {kind(element)} entries and the shape {shape}, 0 where no size is given"
            advice = "export with floats, and fixed sizes but for a first axis"
            raise UnsupportedNetwork("", what, advice)
        start = self.bounds[1]
        self.bounds[1] += math.prod(shape)
        self.values[value.name] = signals(range(start, self.bounds[1]), tuple(shape), self.budget)

    def _read_node(self, node: onnx.NodeProto) -> None:
        inputs = tuple(self._value(name) if name else None for name in node.input)
        types = tuple(self.types.get(name, 0) for name in node.input)
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        call = Call(inputs, types, attributes, len(node.output), self.opset, self.budget)
        try:
            found = OPERATORS[node.op_type](call)
            if isinstance(found, Nonlinear):
                found = self._append(found.before, found.activation, _label(node)).reshape(found.shape)
                self.activated.update(node.output)
            outputs = found if isinstance(found, tuple) else (found,)
            self.budget.spend(sum(value.size for value in outputs))
        except (ValueError, IndexError, OverflowError) as error:
            what = f"its shapes do not fit: {shown(' '.join(str(error).split()), 200)}"
            raise FileError("", what, "mend the model") from None
        self.values.update(zip(node.output, outputs, strict=False))

    def _value(self, name: str) -> Array:
        if name in self.values:
            return self.values[name]
        if name not in self.initializers:
            raise UnsupportedNetwork("", f"the value {shown(name)} is not computed", "use first outputs only")
        try:
            self.values[name] = exact(self.initializers[name])
        except InputError as error:
            raise error.within(f"tensor {_text(name)}") from None
        return self.values[name]

    def _append(self, before: Array, activation: Activation, name: str) -> Array:
        """One more layer; its outputs, which are new signals."""
        forms = [x if isinstance(x, Affine) else Affine(x, {}) for x in entries(before)]
        if not forms:
            raise UnsupportedNetwork("", "a value without entries", "give sizes that are not 0")
        used = set[int]().union(*(form.terms for form in forms))
        sources = tuple(sorted({bisect_right(self.bounds, s, hi=len(self.bounds) - 1) - 1 for s in used})) or (0,)
        columns = [s for source in sources for s in range(self.bounds[source], self.bounds[source + 1])]
        self.budget.spend(len(columns) * len(forms))
        weight = tuple(tuple(form.terms.get(s, _ZERO) for s in columns) for form in forms)
        bias = tuple(form.constant for form in forms)
        chain = sources == (len(self.layers),)
        self.layers.append(Layer(weight, bias, activation, name, None if chain else sources))
        start = self.bounds[-1]
        self.bounds.append(start + self.layers[-1].width)
        return signals(range(start, self.bounds[-1]), (self.layers[-1].width,), self.budget)


def _label(node: onnx.NodeProto) -> str:
    return _text(node.name or next(iter(node.output), "") or node.op_type)


def _text(name: str | bytes) -> str:
    """A name as it is, unless it is long, or holds what cannot be printed."""
    return name if isinstance(name, str) and name.isprintable() and len(name) <= 60 else shown(name)
