"""The operators of ONNX that are linear, and those that are activations; each a small function of exact tensors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import onnx
from flint import fmpq

from ibverify.activations import Activation, named
from ibverify.activations.clip import activation as clip
from ibverify.errors import UnsupportedNetwork
from ibverify.exact import from_float
from ibverify.loaders._onnx_affine import Form, Tensor, product

Attributes: TypeAlias = Mapping[str, Any]
Linear: TypeAlias = Callable[[Sequence[Tensor | None], Attributes], Tensor]


def attributes(node: onnx.NodeProto) -> dict[str, Any]:
    """The attributes of a node, as Python values; texts are decoded."""
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def numbers(array: np.ndarray[Any, Any], where: str) -> Tensor:
    """The exact rationals of an array's floats or integers. Raises `UnsupportedNetwork` for NaN and infinities."""
    if array.dtype.kind not in "iub":
        array = array.astype(np.float64) if array.dtype.itemsize < 8 else array
        if not np.isfinite(array).all():
            raise UnsupportedNetwork(where, "a weight is NaN or infinite", "train or export the model again")
        entries = [from_float(x) for x in array.ravel().tolist()]
    else:
        entries = [fmpq(int(x)) for x in array.ravel().tolist()]
    out = np.empty(len(entries), dtype=object)
    out[:] = entries
    return out.reshape(array.shape)


def _one(inputs: Sequence[Tensor | None]) -> Tensor:
    if not inputs or inputs[0] is None:
        raise UnsupportedNetwork("", "its input is missing", "export the model again")
    return inputs[0]


def _two(inputs: Sequence[Tensor | None]) -> tuple[Tensor, Tensor]:
    if len(inputs) < 2 or inputs[0] is None or inputs[1] is None:
        raise UnsupportedNetwork("", "an input is missing", "export the model again")
    return inputs[0], inputs[1]


def _integers(tensor: Tensor) -> list[int]:
    if any(isinstance(x, Form) or x.q != 1 for x in tensor.flat):
        raise UnsupportedNetwork("", "a shape or an axis is computed from activations", "export with constant shapes")
    return [int(x.p) for x in tensor.flat]


def _axes(inputs: Sequence[Tensor | None], given: Attributes) -> list[int] | None:
    """Axes from an attribute (old opsets) or the second input."""
    if "axes" in given:
        return list(given["axes"])
    return _integers(inputs[1]) if len(inputs) > 1 and inputs[1] is not None else None


def _gemm(inputs: Sequence[Tensor | None], given: Attributes) -> Tensor:
    a, b = _two(inputs)
    a, b = (a.T if given.get("transA") else a), (b.T if given.get("transB") else b)
    out = product(a, b)
    if (alpha := float(given.get("alpha", 1.0))) != 1:
        out = out * from_float(alpha)
    if len(inputs) > 2 and inputs[2] is not None:
        beta = float(given.get("beta", 1.0))
        out = out + (inputs[2] if beta == 1 else inputs[2] * from_float(beta))
    return out


def _flatten(inputs: Sequence[Tensor | None], given: Attributes) -> Tensor:
    x = _one(inputs)
    axis = given.get("axis", 1)
    axis += x.ndim if axis < 0 else 0
    rows = int(np.prod(x.shape[:axis], dtype=np.int64))
    return x.reshape(rows, x.size // rows if rows else 0)


def _reshape(inputs: Sequence[Tensor | None], given: Attributes) -> Tensor:
    x = _one(inputs)
    shape = list(given["shape"]) if "shape" in given else _integers(_two(inputs)[1])
    if not given.get("allowzero"):
        shape = [x.shape[i] if s == 0 and i < x.ndim else s for i, s in enumerate(shape)]
    return x.reshape(shape)


def _squeeze(inputs: Sequence[Tensor | None], given: Attributes) -> Tensor:
    axes = _axes(inputs, given)
    return np.squeeze(_one(inputs), axis=None if axes is None else tuple(axes))


def _concat(inputs: Sequence[Tensor | None], given: Attributes) -> Tensor:
    return np.concatenate([x for x in inputs if x is not None], axis=given["axis"])


LINEAR: dict[str, Linear] = {
    "Add": lambda inputs, _: np.add(*_two(inputs)),
    "Concat": _concat,
    "Div": lambda inputs, _: np.true_divide(*_two(inputs)),
    "Dropout": lambda inputs, _: _one(inputs),
    "Flatten": _flatten,
    "Gemm": _gemm,
    "Identity": lambda inputs, _: _one(inputs),
    "MatMul": lambda inputs, _: product(*_two(inputs)),
    "Mul": lambda inputs, _: np.multiply(*_two(inputs)),
    "Neg": lambda inputs, _: np.negative(_one(inputs)),
    "Reshape": _reshape,
    "Squeeze": _squeeze,
    "Sub": lambda inputs, _: np.subtract(*_two(inputs)),
    "Transpose": lambda inputs, given: np.transpose(_one(inputs), given.get("perm")),
    "Unsqueeze": lambda inputs, given: np.expand_dims(_one(inputs), tuple(_axes(inputs, given) or [])),
}

Nonlinear: TypeAlias = Callable[[Sequence[Tensor | None], Attributes], Activation]


def _leaky_relu(_: Sequence[Tensor | None], given: Attributes) -> Activation:
    """Without alpha, ONNX's default: 0.01 as a float32."""
    return named("leaky_relu", slope=from_float(float(given.get("alpha", np.float32(0.01)))))


def _clip(inputs: Sequence[Tensor | None], given: Attributes) -> Activation:
    """Bounds are attributes up to opset 10, inputs later; either may be left out."""
    bounds = []
    for place, name in enumerate(("min", "max"), start=1):
        if name in given:
            bounds.append(from_float(float(given[name])))
        elif len(inputs) > place and (bound := inputs[place]) is not None:
            if bound.size != 1 or isinstance(bound.flat[0], Form):
                raise UnsupportedNetwork("", f"its {name} is no constant number", "export with constant bounds")
            bounds.append(bound.flat[0])
        else:
            bounds.append(None)
    return clip(*bounds)


COORDINATEWISE: dict[str, Nonlinear] = {
    "Abs": lambda _, __: named("abs"),
    "Clip": _clip,
    "LeakyRelu": _leaky_relu,
    "Relu": lambda _, __: named("relu"),
    "Sigmoid": lambda _, __: named("sigmoid"),
    "Softplus": lambda _, __: named("softplus"),
    "Tanh": lambda _, __: named("tanh"),
}

OVER_AN_AXIS: dict[str, str] = {"ArgMax": "argmax", "Softmax": "softmax"}

SUPPORTED = frozenset([*LINEAR, *COORDINATEWISE, *OVER_AN_AXIS, "Constant"])
