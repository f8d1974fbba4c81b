"""Tensors of an ONNX file as exact numbers: every float is the rational that it is."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import fmpq
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from ibverify.errors import FileError, UnsupportedNetwork
from ibverify.exact.rational import from_float
from ibverify.loaders._onnx_affine import Array, array

REALS = frozenset({TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16})
_INTEGERS = frozenset(
    {TensorProto.DataType.Value(f"{sign}INT{bits}") for sign in ("", "U") for bits in (8, 16, 32, 64)}
) | {TensorProto.BOOL}


def kind(element: int) -> str:
    """The name of an element type."""
    return str(TensorProto.DataType.Name(element)) if element in TensorProto.DataType.values() else str(element)


def exact(tensor: TensorProto) -> Array:
    """The rationals of a tensor whose data is in the file.

    Raises `UnsupportedNetwork` for other element types than floats, integers and truth values, `FileError` for nan,
    infinities, and data that does not fit the shape.
    """
    if tensor.data_type not in REALS | _INTEGERS:
        raise UnsupportedNetwork("", f"a tensor of {kind(tensor.data_type)}", "give floats of 16 to 64 bits")
    try:
        numbers = numpy_helper.to_array(tensor)
    except ValueError:
        what = f"its data does not have the shape {tuple(tensor.dims)}"
        raise FileError("", what, "export the model again") from None
    return rationals(numbers)


def rationals(numbers: NDArray[Any]) -> Array:
    """The rationals of an array of floats or integers. Raises `FileError` for nan and infinities.

    >>> rationals(np.float32([0.5, 3]))
    array([1/2, 3], dtype=object)
    """
    if numbers.dtype.kind in "iub":
        return array(map(fmpq, map(int, numbers.flat)), numbers.shape)
    doubles = numbers.astype(np.float64)  # exact: every float of at most 64 bits is a double
    if not np.isfinite(doubles).all():
        raise FileError("", f"it holds {doubles[~np.isfinite(doubles)][0]}", "give finite numbers")
    return array(map(from_float, doubles.ravel().tolist()), numbers.shape)
