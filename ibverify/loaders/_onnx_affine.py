r"""Affine forms in the outputs of nonlinear nodes: what the tensors of an ONNX graph hold between those nodes.

A tensor is a NumPy object array whose entries are exact numbers (`fmpq`) or `Form`s. Variables are numbered through:
first the entries of the graph's inputs, then the outputs of each nonlinear node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from flint import fmpq

from ibverify.errors import UnsupportedNetwork

ZERO, ONE = fmpq(0), fmpq(1)
Tensor: TypeAlias = np.ndarray[Any, np.dtype[np.object_]]


@dataclass(frozen=True, slots=True)
class Form:
    """`bias + sum of coefficient * variable`; never changed once it is made."""

    terms: Mapping[int, fmpq]
    bias: fmpq = ZERO

    def __add__(self, other: Form | fmpq) -> Form | fmpq:
        if isinstance(other, Form):
            return combination([(ONE, self), (ONE, other)])
        return Form(self.terms, self.bias + other)

    __radd__ = __add__

    def __neg__(self) -> Form:
        return self * fmpq(-1)

    def __sub__(self, other: Form | fmpq) -> Form | fmpq:
        return self + -other

    def __rsub__(self, other: fmpq) -> Form | fmpq:
        return -self + other

    def __mul__(self, other: Form | fmpq) -> Form:
        if isinstance(other, Form):
            raise UnsupportedNetwork("", "it multiplies two activations", "only products with constants are treated")
        return Form({v: c * other for v, c in self.terms.items()} if other != 0 else {}, self.bias * other)

    __rmul__ = __mul__

    def __truediv__(self, other: Form | fmpq) -> Form:
        if isinstance(other, Form) or other == 0:
            raise UnsupportedNetwork("", "it divides by an activation or by 0", "only nonzero constants divide")
        return self * (1 / other)

    def __rtruediv__(self, other: fmpq) -> Form:
        raise UnsupportedNetwork("", "it divides by an activation", "only nonzero constants divide")


def combination(pairs: Iterable[tuple[fmpq, Form | fmpq]]) -> Form | fmpq:
    """The sum of multiples of forms and numbers, gathered once; a number if no variable is left."""
    terms: dict[int, fmpq] = {}
    bias = ZERO
    for factor, entry in pairs:
        if factor == 0:
            continue
        if not isinstance(entry, Form):
            bias += factor * entry
            continue
        if entry.bias != 0:
            bias += factor * entry.bias
        for variable, c in entry.terms.items():
            product = c * factor
            terms[variable] = terms[variable] + product if variable in terms else product
    left = {v: c for v, c in terms.items() if c != 0}
    return Form(left, bias) if left else bias


def product(left: Tensor, right: Tensor) -> Tensor:
    """The matrix product of a tensor of numbers with one of forms, in either order; NumPy's rules for 1-D operands."""
    constant_left = not any(isinstance(x, Form) for x in left.flat)
    if not constant_left and any(isinstance(x, Form) for x in right.flat):
        raise UnsupportedNetwork("", "it multiplies two activations", "only products with constants are treated")
    a = left[np.newaxis, :] if left.ndim == 1 else left
    b = right[:, np.newaxis] if right.ndim == 1 else right
    if a.ndim != 2 or b.ndim != 2:
        a, b = a.reshape(-1, a.shape[-1]) if b.ndim == 2 else a, b
        if a.ndim != 2 or b.ndim != 2:
            raise UnsupportedNetwork("", f"a product of shapes {left.shape} and {right.shape}", "use matrices")
    out = np.empty((a.shape[0], b.shape[1]), dtype=object)
    columns = [list(column) for column in b.T]
    for i, row in enumerate(a):
        entries = list(row)
        for j, column in enumerate(columns):
            pairs = zip(entries, column, strict=True)
            out[i, j] = combination(pairs if constant_left else ((w, x) for x, w in pairs))
    shape = (*left.shape[:-1], *(() if right.ndim == 1 else right.shape[1:]))
    return out.reshape(shape)
