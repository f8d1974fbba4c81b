"""Reading ONNX files that nobody vouches for: sizes before contents, then onnx's own checker.

A file can ask for much more than it holds: a shape is a few bytes, and a message of protobuf takes two in the file but
a hundred in memory. So the file, what it holds beside weights, and the sum of all shapes are limited, in this order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx import AttributeProto, ModelProto, TensorProto

from ibverify.errors import FileError, UnsupportedNetwork, shown
from ibverify.loaders._onnx_affine import LIMIT
from ibverify.loaders._onnx_tensor import kind
from ibverify.loaders._paths import inside, nnet

MAX_BYTES = 2**23
MAX_BYTES_BESIDE_WEIGHTS = 2**20
_MAX_PARTS = 2**16


def parse(path: Path) -> ModelProto:
    """The model in a file, unchecked, external data still outside. Raises `FileError`, `UnsupportedNetwork`."""
    try:
        if not path.is_file():
            raise FileError("", "it is not a file", "give the path of an ONNX file")
        if path.suffix == ".nnet":
            raise nnet("")
        size = path.stat().st_size
        if size > MAX_BYTES:
            advice = f"give at most {MAX_BYTES}, with the weights as external data"
            raise UnsupportedNetwork("", f"a file of {size} bytes", advice)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileError("", f"it cannot be read: {error}", "give the path of an ONNX file") from None
    try:
        model = ModelProto.FromString(content)
    except Exception:  # of protobuf, which is no dependency of ours
        raise FileError("", "it is not an ONNX model, or damaged", "export the model again") from None
    graph = model.graph
    for count, parts in (
        (len(graph.initializer), "initializers"),
        (len(graph.node), "nodes"),
        (sum(len(node.attribute) for node in graph.node[: _MAX_PARTS + 1]), "attributes"),
    ):
        if count > _MAX_PARTS:
            raise UnsupportedNetwork("", f"{count} {parts}", f"give at most {_MAX_PARTS}")
    weights = sum(len(t.raw_data) + 4 * len(t.float_data) + 8 * len(t.double_data) for t in _tensors(graph))
    if size - weights > MAX_BYTES_BESIDE_WEIGHTS:
        advice = f"give at most {MAX_BYTES_BESIDE_WEIGHTS}"
        raise UnsupportedNetwork("", f"{size - weights} bytes that are not weights", advice)
    return model


def embed(model: ModelProto, folder: Path) -> tuple[Path, ...]:
    """Put the external data of a model into its tensors; the files that it came from, which lie in the folder.

    Raises `FileError` for data that is not there, `UnsupportedNetwork` for more numbers than can be treated.
    """
    tensors = list(_tensors(model.graph))
    announced = sum(math.prod(abs(n) for n in tensor.dims) for tensor in tensors)
    if announced > LIMIT:
        raise UnsupportedNetwork("", f"its tensors announce {announced} numbers", f"give at most {LIMIT}")
    outside = [tensor for tensor in tensors if tensor.data_location == TensorProto.EXTERNAL]
    return tuple(sorted({_embed(tensor, folder) for tensor in outside}))


def checked(model: ModelProto) -> dict[str, int]:
    """The element type of every value of a model that onnx's full checker accepts; `FileError` otherwise."""
    try:
        onnx.checker.check_model(model, full_check=True)
        graph = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True).graph
    except Exception as error:  # the checker has its own kinds, and passes on those of C++
        reason = shown(" ".join(str(error).split()), 200)
        raise FileError("", f"onnx's checker refuses it: {reason}", "mend the model") from None
    values = [*graph.input, *graph.value_info, *graph.output]
    types = {value.name: value.type.tensor_type.elem_type for value in values}
    return types | {tensor.name: tensor.data_type for tensor in graph.initializer}


def _tensors(graph: onnx.GraphProto) -> Iterator[TensorProto]:
    yield from graph.initializer
    yield from (a.t for node in graph.node for a in node.attribute if a.type == AttributeProto.TENSOR)


def _embed(tensor: TensorProto, folder: Path) -> Path:
    place = f"tensor {shown(tensor.name)}"
    entries = {entry.key: entry.value for entry in tensor.external_data}
    try:
        path = inside(folder, str(entries.get("location", "")))
        size = math.prod(tensor.dims) * onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
        start, length = int(entries.get("offset", 0)), int(entries.get("length", size))
    except FileError as error:
        raise error.within(place) from None
    except (ValueError, KeyError):
        what = f"external data of type {kind(tensor.data_type)}, with {shown(entries)}"
        raise FileError(place, what, "export the model again") from None
    available = path.stat().st_size
    if not (0 <= start <= start + size <= available and length == size):
        what = f"its shape takes {size} bytes, and {length} from byte {start} on are named of a file of {available}"
        raise FileError(place, what, "export the model again")
    with path.open("rb") as file:
        file.seek(start)
        tensor.raw_data = file.read(size)
    tensor.ClearField("external_data")
    tensor.ClearField("data_location")
    return path
