r"""Tensors whose entries are affine in the signals: the coordinates of the input, then the outputs of each layer.

An entry is a rational, or an `Affine` form $c + \sum_s a_s x_s$ over numbered signals $x_s$. A tensor is an array of
entries, so that whatever moves entries about (reshape, transpose, slice, ...) is NumPy's own operation; the arithmetic
is here, exact, and says beforehand to a `Budget` what it will cost.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from ibverify.errors import UnsupportedNetwork

LIMIT = 2**22
_ZERO, _ONE = fmpq(0), fmpq(1)


@dataclass(frozen=True, slots=True)
class Affine:
    """`constant + sum of terms[s] * signal s`; no coefficient is 0, and an entry of a tensor has at least one."""

    constant: fmpq
    terms: Mapping[int, fmpq]


Entry: TypeAlias = fmpq | Affine
Array: TypeAlias = NDArray[np.object_]


@dataclass(slots=True)
class Budget:
    """How many more coefficients may be computed for one file: what bounds its time and its memory."""

    left: int = LIMIT

    def spend(self, cost: int) -> None:
        """Take the cost off. Raises `UnsupportedNetwork` when that much is not left."""
        self.left -= cost
        if self.left < 0:
            what = f"up to here the network asks for more than {LIMIT} exact coefficients"
            raise UnsupportedNetwork("", what, "give a smaller network")


def array(entries: Iterable[Entry], shape: tuple[int, ...]) -> Array:
    """The tensor of this shape with these entries, row-major."""
    return np.fromiter(entries, dtype=object).reshape(shape)


def signals(numbers: range, shape: tuple[int, ...], budget: Budget) -> Array:
    """The tensor of the signals with these numbers."""
    budget.spend(4 * len(numbers))  # in memory, a form takes about four times what one of its coefficients takes
    return array((Affine(_ZERO, {number: _ONE}) for number in numbers), shape)


def entries(tensor: Array) -> list[Entry]:
    """The entries, row-major."""
    found: list[Entry] = tensor.ravel().tolist()
    return found


def is_constant(tensor: Array) -> bool:
    """Whether no entry depends on a signal."""
    return all(isinstance(entry, fmpq) for entry in entries(tensor))


def terms(tensor: Array) -> int:
    """The number of coefficients that the entries hold."""
    return sum(len(entry.terms) for entry in entries(tensor) if isinstance(entry, Affine))


def combination(weights: Iterable[fmpq], values: Iterable[Entry]) -> Entry:
    """The sum of weight times value.

    >>> x = Affine(fmpq(1), {0: fmpq(3)})  # 1 + 3 x
    >>> combination([fmpq(2), fmpq(1, 3)], [x, fmpq(6)])
    Affine(constant=4, terms={0: 6})
    >>> combination([fmpq(1), fmpq(-1)], [x, x])
    0
    """
    constant, sums = _ZERO, dict[int, fmpq]()
    for weight, value in zip(weights, values, strict=True):
        if not weight:
            continue
        if isinstance(value, fmpq):
            constant += weight * value
            continue
        if value.constant:
            constant += weight * value.constant
        for number, coefficient in value.terms.items():
            product = weight * coefficient
            sums[number] = sums[number] + product if number in sums else product
    left = {number: coefficient for number, coefficient in sums.items() if coefficient}
    return Affine(constant, left) if left else constant


def add(a: Array, b: Array, budget: Budget) -> Array:
    """The sum, broadcast."""
    shared = is_constant(a) or is_constant(b)  # then forms keep their terms
    return _entrywise(_sum, a, b, budget, cost=0 if shared else 1)


def scale(a: Array, b: Array, budget: Budget) -> Array:
    """The product entry by entry, broadcast. Raises `UnsupportedNetwork` where neither is a constant."""
    return _entrywise(_product, a, b, budget, cost=1)


def matmul(a: Array, b: Array, budget: Budget) -> Array:
    """The matrix product, with NumPy's rules for vectors and stacks.

    Raises `UnsupportedNetwork` if neither factor is constant.
    """
    if not a.ndim or not b.ndim or a.shape[-1] != b.shape[-2 if b.ndim > 1 else 0]:
        raise ValueError(f"a matrix product of shapes {a.shape} and {b.shape}")
    left = a if a.ndim > 1 else a[np.newaxis, :]
    right = (b if b.ndim > 1 else b[:, np.newaxis]).swapaxes(-1, -2)
    stack = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    (n, k), m, count = left.shape[-2:], right.shape[-2], math.prod(stack)
    budget.spend(count * n * m * k)
    left = np.broadcast_to(left, (*stack, n, k)).reshape(count, n, k)
    right = np.broadcast_to(right, (*stack, m, k)).reshape(count, m, k)
    swap = not is_constant(left)
    weights, values, copies = (right, left, m) if swap else (left, right, n)
    if not is_constant(weights):
        raise _nonlinear()
    budget.spend(max(0, copies * (terms(values) - values.size)))
    products = (
        combination(column, row) if swap else combination(row, column)
        for rows, columns in zip(left, right, strict=True)
        for row in rows
        for column in columns
    )
    return array(products, (*stack, *((n,) if a.ndim > 1 else ()), *((m,) if b.ndim > 1 else ())))


def _entrywise(operation: Callable[[Entry, Entry], Entry], a: Array, b: Array, budget: Budget, cost: int) -> Array:
    """The operation on each two entries, at this cost for each term."""
    shape = np.broadcast_shapes(a.shape, b.shape)
    budget.spend(math.prod(shape))
    left, right = np.broadcast_to(a, shape), np.broadcast_to(b, shape)
    budget.spend(cost * (terms(left) + terms(right)))
    return array(map(operation, entries(left), entries(right)), shape)


def _sum(x: Entry, y: Entry) -> Entry:
    if isinstance(x, fmpq):
        x, y = y, x
    if isinstance(x, fmpq) or isinstance(y, Affine):
        return combination((_ONE, _ONE), (x, y))
    return Affine(x.constant + y, x.terms)


def _product(x: Entry, y: Entry) -> Entry:
    if isinstance(x, fmpq):
        return combination((x,), (y,))
    if isinstance(y, fmpq):
        return combination((y,), (x,))
    raise _nonlinear()


def _nonlinear() -> UnsupportedNetwork:
    return UnsupportedNetwork("", "it multiplies two values, neither of them a constant", "multiply by constants")
