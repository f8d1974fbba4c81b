"""ONNX operators that are affine in one input, and those that only move entries about.

Real arithmetic throughout: no result is rounded, nor is a cast between floats. The batch is one point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import accumulate
from types import MappingProxyType

import numpy as np
from flint import fmpq
from onnx import TensorProto

from ibverify.errors import FileError, UnsupportedNetwork
from ibverify.loaders._onnx_affine import Array, add, array, matmul, scale
from ibverify.loaders._onnx_call import Call
from ibverify.loaders._onnx_tensor import REALS, exact, kind, rationals

_WIDENED = frozenset({(TensorProto.BOOL, TensorProto.INT32), (TensorProto.BOOL, TensorProto.INT64)})


def _number(value: fmpq | int) -> Array:
    return array([fmpq(value)], ())


def _gemm(call: Call) -> Array:
    a, b = (call.real(i).T if call.attribute(name, 0) else call.real(i) for i, name in enumerate(("transA", "transB")))
    product = _scaled(call, matmul(a, b, call.budget), "alpha")
    return add(product, _scaled(call, call.real(2), "beta"), call.budget) if call.has(2) else product


def _scaled(call: Call, tensor: Array, name: str) -> Array:
    factor = call.number(name, 1)
    return tensor if factor == 1 else scale(tensor, _number(factor), call.budget)


def _matmul(call: Call) -> Array:
    return matmul(call.real(0), call.real(1), call.budget)


def _add(call: Call) -> Array:
    return add(call.real(0), call.real(1), call.budget)


def _sub(call: Call) -> Array:
    return add(call.real(0), scale(call.real(1), _number(-1), call.budget), call.budget)


def _mul(call: Call) -> Array:
    return scale(call.real(0), call.real(1), call.budget)


def _div(call: Call) -> Array:
    divisors = call.constant(1)
    if not all(divisors):
        raise FileError("", "it divides by 0", "give a divisor that is not 0")
    return scale(call.real(0), array((1 / d for d in divisors), call.real(1).shape), call.budget)


def _neg(call: Call) -> Array:
    return scale(call.real(), _number(-1), call.budget)


def _identity(call: Call) -> Array:
    return call.tensor()


def _dropout(call: Call) -> Array:
    if call.has(2) and call.rational(2) != 0:
        raise UnsupportedNetwork("", "it drops at random, in training mode", "export the network for inference")
    return call.tensor()


def _cast(call: Call) -> Array:
    source, target = call.types[0], call.attribute("to", 0)
    if target not in REALS and target != source and (source, target) not in _WIDENED:
        what = f"a cast from {kind(source)} to {kind(target)} may change the values"
        raise UnsupportedNetwork("", what, "cast to floats only")
    return call.tensor()


def _constant(call: Call) -> Array:
    [(name, value)] = call.attributes.items()
    if name == "value":
        return exact(value)
    if name in ("value_float", "value_floats", "value_int", "value_ints"):
        return rationals(np.asarray(value))
    raise UnsupportedNetwork("", f"a constant given by {name}", "give a dense tensor of numbers")


def _shape(call: Call) -> Array:
    shape = call.tensor().shape[call.attributes.get("start") : call.attributes.get("end")]
    return rationals(np.asarray(shape, dtype=np.int64))


def _flatten(call: Call) -> Array:
    tensor = call.tensor()
    axis = call.attribute("axis", 1)
    rows = math.prod(tensor.shape[: axis if axis >= 0 else tensor.ndim + axis])
    return tensor.reshape(rows, tensor.size // max(rows, 1))


def _reshape(call: Call) -> Array:
    tensor, keep = call.tensor(), not call.attribute("allowzero", 0)
    return tensor.reshape([tensor.shape[i] if n == 0 and keep else n for i, n in enumerate(call.integers(1))])


def _transpose(call: Call) -> Array:
    return call.tensor().transpose(call.attributes.get("perm"))


def _squeeze(call: Call) -> Array:
    return np.squeeze(call.tensor(), call.integers_of("axes", 1, since=13))


def _unsqueeze(call: Call) -> Array:
    return np.expand_dims(call.tensor(), call.integers_of("axes", 1, since=13) or ())


def _concat(call: Call) -> Array:
    tensors = [call.tensor(i) for i in range(len(call.inputs))]
    call.budget.spend(sum(tensor.size for tensor in tensors))
    return np.concatenate(tensors, call.attribute("axis", 0))


def _split(call: Call) -> tuple[Array, ...]:
    tensor, axis = call.tensor(), call.attribute("axis", 0)
    widths = call.integers_of("split", 1, since=13)
    if widths is None:  # equal parts, the last one smaller
        width = -(-tensor.shape[axis] // call.outputs)
        return tuple(np.split(tensor, [width * i for i in range(1, call.outputs)], axis))
    if sum(widths) != tensor.shape[axis] or min(widths) < 0:
        raise FileError("", f"parts of {widths} do not make up {tensor.shape[axis]}", "give widths with this sum")
    return tuple(np.split(tensor, list(accumulate(widths))[:-1], axis))


def _slice(call: Call) -> Array:
    tensor = call.tensor()
    starts, ends, axes, steps = (
        call.integers_of(name, i, since=10) for i, name in enumerate(("starts", "ends", "axes", "steps"), start=1)
    )
    index = [slice(None)] * tensor.ndim
    parts = zip(starts or (), ends or (), strict=True)
    for i, (start, end) in enumerate(parts):
        index[i if axes is None else axes[i]] = slice(start, end, 1 if steps is None else steps[i])
    return tensor[tuple(index)]


def _gather(call: Call) -> Array:
    tensor, axis = call.tensor(), call.attribute("axis", 0)
    indices = np.array(call.integers(1), dtype=np.int64).reshape(call.tensor(1).shape)
    call.budget.spend(indices.size * (tensor.size // max(tensor.shape[axis], 1)))
    return np.asarray(np.take(tensor, indices, axis), dtype=object)


LINEAR: Mapping[str, Callable[[Call], Array | tuple[Array, ...]]] = MappingProxyType(
    {
        "Add": _add,
        "Cast": _cast,
        "Concat": _concat,
        "Constant": _constant,
        "Div": _div,
        "Dropout": _dropout,
        "Flatten": _flatten,
        "Gather": _gather,
        "Gemm": _gemm,
        "Identity": _identity,
        "MatMul": _matmul,
        "Mul": _mul,
        "Neg": _neg,
        "Reshape": _reshape,
        "Shape": _shape,
        "Slice": _slice,
        "Split": _split,
        "Squeeze": _squeeze,
        "Sub": _sub,
        "Transpose": _transpose,
        "Unsqueeze": _unsqueeze,
    }
)
