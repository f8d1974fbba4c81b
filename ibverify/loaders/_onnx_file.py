"""ONNX files read with care: sizes are judged before anything is allocated, then onnx's own checker has its say.

Main result: `read`, the model with the data of its tensors inside.
"""

from __future__ import annotations

import math
from pathlib import Path

import onnx
from onnx import TensorProto, external_data_helper

from ibverify.errors import FileError, UnsupportedNetwork, shown
from ibverify.loaders._paths import inside

MAX_BYTES = 1_000_000_000
_BITS = {
    TensorProto.FLOAT: 32,
    TensorProto.DOUBLE: 64,
    TensorProto.FLOAT16: 16,
    TensorProto.BFLOAT16: 16,
    TensorProto.INT8: 8,
    TensorProto.UINT8: 8,
    TensorProto.INT16: 16,
    TensorProto.UINT16: 16,
    TensorProto.INT32: 32,
    TensorProto.UINT32: 32,
    TensorProto.INT64: 64,
    TensorProto.UINT64: 64,
    TensorProto.BOOL: 8,
}


def read(path: Path) -> onnx.ModelProto:
    """The model of a file, checked, with external data read in. Raises `FileError` and `UnsupportedNetwork`."""
    try:
        size = path.stat().st_size
        if not path.is_file() or size > MAX_BYTES:
            raise FileError("", f"a file of {size} bytes", f"give an ONNX model of at most {MAX_BYTES} bytes")
        model = onnx.ModelProto.FromString(path.read_bytes())
    except OSError as error:
        raise FileError("", f"it cannot be read: {error.strerror}", "give the path of an ONNX model") from None
    except Exception as error:
        if isinstance(error, FileError):
            raise
        raise FileError("", "it is no ONNX model: the protobuf cannot be decoded", "export the model again") from None
    if not model.graph.node and not model.graph.output:
        raise FileError("", "it holds no graph", "give the path of an ONNX model")
    _versions(model)
    for tensor in _tensors(model.graph):
        _admit(tensor, path.parent)
    _check(model)
    return model


def _versions(model: onnx.ModelProto) -> None:
    newest = onnx.defs.onnx_opset_version()
    for opset in model.opset_import:
        if opset.domain in ("", "ai.onnx") and not 1 <= opset.version <= newest:
            raise UnsupportedNetwork("", f"opset {opset.version}", f"export with an opset from 1 to {newest}")
    if not any(opset.domain in ("", "ai.onnx") for opset in model.opset_import):
        raise UnsupportedNetwork("", "no version of the standard operators is named", "export with a standard opset")


def _tensors(graph: onnx.GraphProto) -> list[TensorProto]:
    constants = [a.t for node in graph.node for a in node.attribute if a.type == onnx.AttributeProto.TENSOR]
    return [*graph.initializer, *constants]


def _admit(tensor: TensorProto, folder: Path) -> None:
    """The tensor's data is there, all of it, and in the file if it was outside."""
    where = f"tensor {tensor.name}"
    if tensor.data_type not in _BITS:
        kind = TensorProto.DataType.Name(tensor.data_type) if tensor.data_type in TensorProto.DataType.values() else "?"
        raise UnsupportedNetwork(where, f"numbers of type {kind}", "use floats or integers of 8 to 64 bits")
    if any(d < 0 for d in tensor.dims):
        raise FileError(where, f"the shape {list(tensor.dims)}", "give sizes that are not negative")
    count = math.prod(tensor.dims)
    needed = count * _BITS[tensor.data_type] // 8
    if needed > MAX_BYTES:
        what = f"its shape {list(tensor.dims)} announces {needed} bytes"
        raise FileError(where, what, f"give tensors of at most {MAX_BYTES} bytes")
    if external_data_helper.uses_external_data(tensor):
        _bring_in(tensor, folder, needed, where)
    elif tensor.HasField("raw_data"):
        _sizes(len(tensor.raw_data), needed, where, "bytes")
    else:
        fields = (tensor.float_data, tensor.double_data, tensor.int32_data, tensor.int64_data, tensor.uint64_data)
        _sizes(max(map(len, fields)), count, where, "entries")


def _sizes(found: int, needed: int, where: str, unit: str) -> None:
    if found != needed:
        what = f"its shape needs {needed} {unit}, the file holds {found}"
        raise FileError(where, what, "export the model again")


def _bring_in(tensor: TensorProto, folder: Path, needed: int, where: str) -> None:
    entries = {entry.key: entry.value for entry in tensor.external_data}
    try:
        offset, length = int(entries.get("offset", "0")[:20]), int(entries.get("length", str(needed))[:20])
    except ValueError:
        raise FileError(where, "its external data has no readable offset", "export the model again") from None
    try:
        path = inside(folder, entries.get("location", ""))
    except FileError as error:
        raise error.within(where) from None
    available = path.stat().st_size
    if offset < 0 or length != needed or offset + length > available:
        what = f"{needed} bytes at {offset} of {shown(path.name)}, which has {available}"
        raise FileError(where, what, "export the model again")
    with path.open("rb") as file:
        file.seek(offset)
        tensor.raw_data = file.read(length)
    del tensor.external_data[:]
    tensor.data_location = TensorProto.DEFAULT


def _check(model: onnx.ModelProto) -> None:
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception as error:
        reason = " ".join(str(error).split())[:160]
        raise FileError("", f"onnx's checker refuses it: {reason}", "mend the model and export it again") from None
