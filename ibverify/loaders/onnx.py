r"""ONNX networks, exactly as their floats spell them. Main result: `load`.

Everything between two activations is carried as affine forms in the outputs of the activations before it, so that Gemm,
MatMul, Add, Flatten and their kin, skip connections among them, become one affine map. An activation is a layer, in
the graph's order; a graph output that is none becomes a layer with the identity. A batch axis counts as of size 1.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from ibverify.activations import Activation, named
from ibverify.errors import FileError, InputError, UnsupportedNetwork
from ibverify.loaders import _onnx_operators as operators
from ibverify.loaders._onnx_affine import ONE, ZERO, Form, Tensor
from ibverify.loaders._onnx_file import read
from ibverify.network import Layer, Network

MAX_ENTRIES = 20_000_000


def load(path: Path) -> Network:
    """The network of an ONNX file; inputs and outputs are flattened in row-major order, several are concatenated.

    Exact. Raises `FileError` for a file that is broken, `UnsupportedNetwork`, which names every unsupported operator.
    """
    try:
        return _Graph(read(path).graph).network()
    except InputError as error:
        raise error.within(path.name) from None
    except RecursionError:
        raise FileError(path.name, "its graph is nested too deep", "export a flat graph") from None


def _tensor(entries: Sequence[object], shape: Sequence[int]) -> Tensor:
    out = np.empty(len(entries), dtype=object)
    out[:] = entries
    return out.reshape(shape)


class _Graph:
    """The walk through a graph: tensors by name, and the layers found so far."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.tensors: dict[str, Tensor] = {t.name: _constant(t) for t in graph.initializer}
        self.layers: list[Layer] = []
        self.starts = [0]  # the first variable of the input, then of each layer
        self.inputs = 0

    def network(self) -> Network:
        """The layers of all activations that the outputs need, and of outputs that are none."""
        nodes = self._needed()
        unknown = [f"{_name(n)} ({n.op_type})" for n in nodes if n.domain or n.op_type not in operators.SUPPORTED]
        if unknown:
            listed = ", ".join(sorted(operators.SUPPORTED))
            what = f"unsupported operator{'s' if len(unknown) > 1 else ''} at {', '.join(unknown)}"
            raise UnsupportedNetwork("", what, f"what is supported: {listed}")
        self._read_inputs()
        for node in nodes:
            try:
                self._apply(node)
            except InputError as error:
                raise error.within(f"node {_name(node)}") from None
            except (ValueError, IndexError, KeyError, TypeError) as error:
                what = f"{node.op_type} on shapes that do not fit: {' '.join(str(error).split())[:100]}"
                raise UnsupportedNetwork(f"node {_name(node)}", what, "mend the model") from None
        for output in self.graph.output:
            if output.name not in self.tensors:
                raise FileError(f"output {output.name}", "no node makes it", "mend the graph")
            self._output(output.name)
        return Network(self.inputs, tuple(self.layers))

    def _needed(self) -> list[onnx.NodeProto]:
        """The nodes that some output depends on, in the file's order (which the checker found topological)."""
        wanted = {output.name for output in self.graph.output}
        needed = []
        for node in reversed(self.graph.node):
            if wanted.intersection(node.output):
                needed.append(node)
                wanted.update(node.input)
        return needed[::-1]

    def _read_inputs(self) -> None:
        for value in self.graph.input:
            if value.name in self.tensors:
                continue
            shape = _shape(value)
            size = math.prod(shape)
            if not 0 < self.inputs + size <= MAX_ENTRIES:
                raise UnsupportedNetwork(f"input {value.name}", f"the shape {shape}", f"give 1 to {MAX_ENTRIES} inputs")
            variables = range(self.inputs, self.inputs + size)
            self.tensors[value.name] = _tensor([Form({v: ONE}) for v in variables], shape)
            self.inputs += size
        if self.inputs == 0:
            raise UnsupportedNetwork("", "the graph has no input", "export the network, not its value")
        self.starts.append(self.inputs)

    def _apply(self, node: onnx.NodeProto) -> None:
        given = operators.attributes(node)
        if node.op_type == "Constant":
            self.tensors[node.output[0]] = _constant_node(given, node.output[0])
            return
        inputs = [self.tensors[name] if name else None for name in node.input]
        if node.op_type in operators.LINEAR:
            found = operators.LINEAR[node.op_type](inputs, given)
            self.tensors[node.output[0]] = found if isinstance(found, np.ndarray) else _tensor([found], ())
        elif node.op_type in operators.COORDINATEWISE:
            activation = operators.COORDINATEWISE[node.op_type](inputs, given)
            self._activate(node, activation, operators._one(inputs), operators._one(inputs).shape)
        else:
            self._over_axis(node, operators._one(inputs), given)

    def _over_axis(self, node: onnx.NodeProto, tensor: Tensor, given: operators.Attributes) -> None:
        default = 0 if node.op_type == "ArgMax" else -1
        axis = given.get("axis", default) % tensor.ndim
        if tensor.shape[axis] != tensor.size or given.get("select_last_index"):
            what = f"{node.op_type} over axis {axis} of the shape {tensor.shape}"
            raise UnsupportedNetwork("", what, "it is treated over all entries of one vector, ties to the first")
        shape = tensor.shape
        if node.op_type == "ArgMax":
            kept = (1,) if given.get("keepdims", 1) else ()
            shape = (*shape[:axis], *kept, *shape[axis + 1 :])
        self._activate(node, named(operators.OVER_AN_AXIS[node.op_type]), tensor, shape)

    def _activate(self, node: onnx.NodeProto, activation: Activation, tensor: Tensor, shape: Sequence[int]) -> None:
        """One more layer; its outputs are new variables."""
        layer = self._layer(tensor, activation, _name(node))
        start = self.starts[-1]
        self.tensors[node.output[0]] = _tensor([Form({start + j: ONE}) for j in range(layer.width)], shape)
        self.layers.append(layer)
        self.starts.append(start + layer.width)

    def _output(self, name: str) -> None:
        """A graph output that is the output of a layer needs no more; another one is a layer of its own."""
        tensor = self.tensors[name]
        variables = [next(iter(x.terms)) if _is_variable(x) else -1 for x in tensor.flat]
        for start, end in zip(self.starts[1:], self.starts[2:], strict=False):
            if variables == list(range(start, end)):
                return
        self.layers.append(self._layer(tensor, named("identity"), name))
        self.starts.append(self.starts[-1] + self.layers[-1].width)

    def _layer(self, tensor: Tensor, activation: Activation, name: str) -> Layer:
        forms = [x if isinstance(x, Form) else Form({}, x) for x in tensor.flat]
        sources = tuple(sorted({bisect_right(self.starts, v) - 1 for form in forms for v in form.terms})) or (0,)
        columns: dict[int, int] = {}
        for source in sources:
            for variable in range(self.starts[source], self.starts[source + 1]):
                columns[variable] = len(columns)
        if len(columns) * len(forms) > MAX_ENTRIES:
            what = f"a map of {len(columns)} inputs and {len(forms)} outputs"
            raise UnsupportedNetwork(name, what, f"give layers of at most {MAX_ENTRIES} weights")
        weight = []
        for form in forms:
            row = [ZERO] * len(columns)
            for variable, c in form.terms.items():
                row[columns[variable]] = c
            weight.append(tuple(row))
        return Layer(tuple(weight), tuple(form.bias for form in forms), activation, name, sources)


def _is_variable(entry: object) -> bool:
    return isinstance(entry, Form) and entry.bias == 0 and len(entry.terms) == 1 and next(iter(entry.terms.values())) == 1


def _name(node: onnx.NodeProto) -> str:
    return node.name or f"{node.op_type} -> {node.output[0]}"


def _shape(value: onnx.ValueInfoProto) -> list[int]:
    """The shape of an input; a first axis without a size is a batch, of which one entry is taken."""
    shape = []
    for axis, d in enumerate(value.type.tensor_type.shape.dim):
        if d.HasField("dim_value"):
            shape.append(d.dim_value)
        elif axis == 0:
            shape.append(1)
        else:
            what = f"axis {axis} has no fixed size"
            raise UnsupportedNetwork(f"input {value.name}", what, "export with fixed sizes but for the batch")
    return shape


def _constant(tensor: onnx.TensorProto) -> Tensor:
    return operators.numbers(numpy_helper.to_array(tensor), f"tensor {tensor.name}")


def _constant_node(given: operators.Attributes, name: str) -> Tensor:
    for key in ("value", "value_float", "value_floats", "value_int", "value_ints"):
        if key in given:
            value = given[key]
            array = numpy_helper.to_array(value) if key == "value" else np.asarray(value)
            return operators.numbers(array, f"constant {name}")
    raise UnsupportedNetwork("", "a constant that is no tensor of numbers", "export it as a tensor")
