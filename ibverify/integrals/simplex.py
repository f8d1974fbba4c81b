r"""Integrals of $p \log g$ over a simplex, for affine $p$ and affine $g \ge 0$ given at the vertices; exact.

Let $T$ be a $k$-simplex with barycentric coordinates $\lambda_i$, let $g = \sum_i g_i \lambda_i$ and $N = k + 1$. The
formula of Hermite and Genocchi for divided differences, and its derivative in $g_i$, give for
$F_c(u) = u^N (\log u - c) / N!$

$$\int_T g \log g = k!\,|T|\,[g_0, \ldots, g_k]\,F_{H_N - 1}, \qquad
  \int_T \lambda_i \log g = k!\,|T|\,[g_0, \ldots, g_k, g_i]\,F_{H_N}.$$

A divided difference is a sum of residues over its distinct knots: over $g_0, \ldots, g_k$, of $F_c(u) / \omega(u)$ with
$\omega(u) = \prod_s (u - s)^{m_s}$, and for the weights $w_i$, of $F_c(u) / \omega(u) \cdot \sum_i w_i / (u - g_i)$.
At a pole of order $m$ in $t > 0$ that is the coefficient of $\epsilon^{m-1}$ in a power series at $u = t + \epsilon$;
in $t = 0$ it is 0, where $u^N$ vanishes to a higher order. The part without a logarithm is a polynomial's:
$[g_0, \ldots, g_k]\,u^N = \sum_i g_i$ and $[g_0, \ldots, g_k, g_i]\,u^N = 1$.
Source: C. de Boor, Divided differences, Surveys in Approximation Theory 1 (2005), 46-69.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from typing import NamedTuple

from flint import fmpq

from ibverify.exact.loglinear import ZERO, LogLinear, total

Series = list[fmpq]  # the coefficients of 1, epsilon, epsilon^2, ...


class Knot(NamedTuple):
    """A value of g that `multiplicity` vertices have, with the sum of their weights."""

    at: fmpq
    multiplicity: int
    weight: fmpq


def integral_plogp(values: Sequence[fmpq], volume: fmpq) -> LogLinear:
    r"""$\int_T g \log g$ for affine $g \ge 0$ with these values at the $k + 1$ vertices of a simplex of this volume.

    Exact, with $0 \log 0 = 0$; a point has volume 1. Raises ValueError for a negative value.

    >>> integral_plogp([fmpq(0), fmpq(1)], fmpq(1))  # u^2/2 log u - u^2/4 between 0 and 1
    LogLinear(constant=-1/4, logs=())
    """
    knots = _grouped(values, values)
    degree = len(values)
    series = [(knot, _kernel(knot, knots, degree, knot.multiplicity)) for knot in knots if knot.at != 0]
    return _form(series, (1 - fmpq.harmonic(degree)) * sum(values, ZERO), volume / degree)


def integral_log(weights: Sequence[fmpq], values: Sequence[fmpq], volume: fmpq) -> LogLinear:
    r"""$\int_T p \log g$ for affine $p$ and $g \ge 0$ with the vertex values `weights` and `values`.

    Exact. Raises ValueError for a negative value of $g$, for lists of different lengths, and if $g$ is 0 on the whole
    simplex where $p$ is not.

    >>> integral_log([fmpq(1), fmpq(1)], [fmpq(0), fmpq(1)], fmpq(1))  # u log u - u between 0 and 1
    LogLinear(constant=-1, logs=())
    """
    knots = _grouped(weights, values)
    degree = len(values)
    if all(knot.at == 0 for knot in knots) and any(weight != 0 for weight in weights):
        raise ValueError("the logarithm of a function that is 0 has weight: the integral is infinite")
    series = [
        (knot, _weighted(_kernel(knot, knots, degree, knot.multiplicity + 1), knot, knots))
        for knot in knots
        if knot.at != 0
    ]
    return _form(series, -fmpq.harmonic(degree) * sum(weights, ZERO), volume / degree)


def _grouped(weights: Sequence[fmpq], values: Sequence[fmpq]) -> list[Knot]:
    if not values or len(weights) != len(values):
        raise ValueError(f"{len(values)} values and {len(weights)} weights: give one of each for each vertex")
    if any(value < 0 for value in values):
        raise ValueError(f"the value {min(values)} at a vertex is negative: a density is not")
    distinct: list[fmpq] = []
    for value in values:
        if value not in distinct:
            distinct.append(value)
    if len(distinct) == len(values):
        return [Knot(value, 1, weight) for value, weight in zip(values, weights, strict=True)]
    vertices = list(zip(values, weights, strict=True))
    return [
        Knot(at, sum(value == at for value in values), sum((w for value, w in vertices if value == at), ZERO))
        for at in distinct
    ]


def _kernel(knot: Knot, knots: Sequence[Knot], degree: int, length: int) -> Series:
    r"""$u^N / \prod_{s \ne t} (u - s)^{m_s}$ in powers of $u - t$, to this length."""
    at = knot.at
    series = [comb(degree, j) * at ** (degree - j) for j in range(length)]
    for other in knots:
        if other is not knot:
            for _ in range(other.multiplicity):
                series = _divided(series, at - other.at)
    return series


def _weighted(series: Series, knot: Knot, knots: Sequence[Knot]) -> Series:
    r"""The series times $w_t + (u - t) \sum_{s \ne t} w_s / (u - s)$."""
    shifted = [ZERO, *series[:-1]]
    result = [knot.weight * c for c in series]
    for other in knots:
        if other is not knot:
            part = _divided(shifted, knot.at - other.at)
            result = [c + other.weight * d for c, d in zip(result, part, strict=True)]
    return result


def _divided(series: Series, by: fmpq) -> Series:
    r"""The series over $b + \epsilon$."""
    quotient: Series = []
    last = ZERO
    for c in series:
        last = (c - last) / by
        quotient.append(last)
    return quotient


def _form(series: Iterable[tuple[Knot, Series]], constant: fmpq, scale: fmpq) -> LogLinear:
    r"""The sum of the residues: $\log(t + \epsilon)$ is $\log t + \sum_j (-1)^{j-1} \epsilon^j / (j t^j)$."""
    logs: list[tuple[fmpq, fmpq]] = []
    for knot, coefficients in series:
        logs.append((scale * coefficients[-1], knot.at))
        for j in range(1, len(coefficients)):
            constant -= coefficients[-1 - j] / (j * (-knot.at) ** j)
    return total(logs, scale * constant)
