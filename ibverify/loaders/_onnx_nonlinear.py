"""ONNX operators that are activations; each gives the affine values before it, the activation, and the new shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from flint import fmpq
from onnx import TensorProto

from ibverify.activations import named
from ibverify.errors import UnsupportedNetwork
from ibverify.loaders._onnx_affine import Array, add, array, scale
from ibverify.loaders._onnx_call import Call, Nonlinear

_LARGEST = {
    TensorProto.BFLOAT16: fmpq((2**8 - 1) * 2**120),
    TensorProto.FLOAT16: fmpq((2**11 - 1) * 2**5),
    TensorProto.FLOAT: fmpq((2**24 - 1) * 2**104),
    TensorProto.DOUBLE: fmpq((2**53 - 1) * 2**971),
}


def _entrywise(name: str, call: Call) -> Nonlinear:
    tensor = call.real()
    return Nonlinear(tensor, named(name), tensor.shape)


def _leaky_relu(call: Call) -> Nonlinear:
    tensor = call.real()
    return Nonlinear(tensor, named("leaky_relu", slope=call.number("alpha", 0.01)), tensor.shape)


def _clip(call: Call) -> Nonlinear | Array:
    """`min(upper, max(lower, x))`; a bound that is left out is the last number of the type, so it bounds nothing."""
    tensor = call.real()
    largest = _LARGEST[call.types[0] if call.opset >= 11 else TensorProto.FLOAT]
    lower, upper = _bound(call, "min", 1, -largest), _bound(call, "max", 2, largest)
    if upper == largest and lower == -largest:
        return tensor
    if upper == largest and lower == 0:
        return Nonlinear(tensor, named("relu"), tensor.shape)
    return Nonlinear(tensor, named("clip", lower=min(lower, upper), upper=upper), tensor.shape)


def _bound(call: Call, name: str, index: int, default: fmpq) -> fmpq:
    if call.opset >= 11:
        return call.rational(index) if call.has(index) else default
    return call.number(name, 0) if name in call.attributes else default


def _hard_sigmoid(call: Call) -> Nonlinear:
    tensor, (slope, shift) = call.real(), (call.number("alpha", 0.2), call.number("beta", 0.5))
    before = add(scale(tensor, array([slope], ()), call.budget), array([shift], ()), call.budget)
    return Nonlinear(before, named("clip", lower=fmpq(0), upper=fmpq(1)), tensor.shape)


def _step(sign: int, call: Call) -> Nonlinear:
    """Whether the first input is greater (sign 1) or less (sign -1) than the second."""
    signs = (array([fmpq(sign)], ()), array([fmpq(-sign)], ()))
    first, second = (scale(call.real(i), factor, call.budget) for i, factor in enumerate(signs))
    before = add(first, second, call.budget)
    return Nonlinear(before, named("step"), before.shape)


def _softmax(call: Call) -> Nonlinear:
    tensor = call.real()
    axis = _axis(call, 1 if call.opset < 13 else -1)
    # before opset 13 the axes from this one on make up one vector
    _one_vector(math.prod(tensor.shape[axis:]) if call.opset < 13 else tensor.shape[axis], tensor)
    return Nonlinear(tensor, named("softmax"), tensor.shape)


def _argmax(call: Call) -> Nonlinear:
    if call.attribute("select_last_index", 0):
        raise UnsupportedNetwork("", "it takes the last of equal values", "leave out select_last_index")
    tensor, axis = call.real(), _axis(call, 0)
    _one_vector(tensor.shape[axis], tensor)
    rank = tensor.ndim if call.attribute("keepdims", 1) else tensor.ndim - 1
    return Nonlinear(tensor, named("argmax"), (1,) * rank)


def _axis(call: Call, default: int) -> int:
    return range(call.tensor().ndim)[call.attribute("axis", default)]


def _one_vector(length: int, tensor: Array) -> None:
    if length != tensor.size:
        what = f"it treats the {tensor.size} values in groups of {length}"
        raise UnsupportedNetwork("", what, "take one group, all of the values")


NONLINEAR: Mapping[str, Callable[[Call], Nonlinear | Array]] = MappingProxyType(
    {
        "Abs": partial(_entrywise, "abs"),
        "ArgMax": _argmax,
        "Clip": _clip,
        "Greater": partial(_step, 1),
        "HardSigmoid": _hard_sigmoid,
        "LeakyRelu": _leaky_relu,
        "Less": partial(_step, -1),
        "Relu": partial(_entrywise, "relu"),
        "Sigmoid": partial(_entrywise, "sigmoid"),
        "Softmax": _softmax,
        "Softplus": partial(_entrywise, "softplus"),
        "Tanh": partial(_entrywise, "tanh"),
    }
)
