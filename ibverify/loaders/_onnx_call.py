"""One node of an ONNX graph with the values of its inputs, and the readings that operators ask of them.

Operators are functions of a `Call`; errors raised here and in them carry no place, which the caller adds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import fmpq

from ibverify.activations import Activation
from ibverify.errors import FileError, UnsupportedNetwork
from ibverify.exact.rational import from_float
from ibverify.loaders._onnx_affine import Array, Budget, entries
from ibverify.loaders._onnx_tensor import REALS, kind


@dataclass(frozen=True, slots=True)
class Nonlinear:
    """An activation of affine entries, row-major; its outputs get the given shape."""

    before: Array
    activation: Activation
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A node: its inputs (None where left out) with their ONNX element types, attributes and number of outputs."""

    inputs: tuple[Array | None, ...]
    types: tuple[int, ...]
    attributes: Mapping[str, Any]
    outputs: int
    opset: int
    budget: Budget

    def has(self, index: int) -> bool:
        """Whether the input is given."""
        return index < len(self.inputs) and self.inputs[index] is not None

    def tensor(self, index: int = 0) -> Array:
        """The input of this index, which has to be there."""
        value = self.inputs[index] if self.has(index) else None
        if value is None:
            raise FileError("", f"input {index} is missing", "give it")
        return value

    def real(self, index: int = 0) -> Array:
        """The input of this index, which has to hold floats: arithmetic of integers wraps around and truncates."""
        value = self.tensor(index)
        if not value.size:
            raise UnsupportedNetwork("", "a value without entries", "give sizes that are not 0")
        if self.types[index] not in REALS:
            what = f"it computes with {kind(self.types[index])}"
            raise UnsupportedNetwork("", what, "compute with floats: cast to them before")
        return value

    def constant(self, index: int) -> list[fmpq]:
        """The entries of the input of this index, which may not depend on the network's input."""
        found = entries(self.tensor(index))
        numbers = [x for x in found if isinstance(x, fmpq)]
        if len(numbers) < len(found):
            raise UnsupportedNetwork("", f"input {index} depends on the network's input", "make it constant")
        return numbers

    def rational(self, index: int) -> fmpq:
        """The only entry of a constant input."""
        [number] = self.constant(index)
        return number

    def integers(self, index: int) -> tuple[int, ...]:
        """The entries of a constant input of integers."""
        return tuple(int(number) for number in self.constant(index))

    def integers_of(self, name: str, index: int, since: int) -> tuple[int, ...] | None:
        """Integers that are an attribute before opset `since`, and an input from then on; None if left out."""
        if self.opset >= since:
            return self.integers(index) if self.has(index) else None
        given = self.attributes.get(name)
        return None if given is None else tuple(given)

    def attribute(self, name: str, default: int) -> int:
        """An integer attribute."""
        return int(self.attributes.get(name, default))

    def number(self, name: str, default: float) -> fmpq:
        """A float attribute, exactly; the default is rounded to a float32, as ONNX's own defaults are."""
        number = float(self.attributes.get(name, np.float32(default)))
        if not math.isfinite(number):
            raise FileError("", f"attribute {name} is {number}", "give a finite number")
        return from_float(number)
