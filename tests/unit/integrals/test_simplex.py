"""Integrals of p log g over simplices: values derived by hand, identities decided exactly, and quadrature."""

from __future__ import annotations

from collections.abc import Sequence

import mpmath
import pytest
import sympy
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import LogLinear, Value
from ibverify.integrals.bspline import bspline
from ibverify.integrals.simplex import integral_log, integral_plogp

small = st.builds(fmpq, st.integers(0, 6), st.integers(1, 4))  # few values, so that knots often coincide
positive = st.builds(fmpq, st.integers(1, 6), st.integers(1, 4))
signed = st.builds(fmpq, st.integers(-6, 6), st.integers(1, 4))
densities = st.lists(small, min_size=1, max_size=5).filter(any)
ONE = fmpq(1)


def form(text: str) -> LogLinear:
    return Value(text).form


def rationals(*texts: str) -> list[fmpq]:
    return [Value(text).form.constant for text in texts]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1/2"], "-log(2)/2"),  # a point
        (["0"], "0"),
        (["0", "1"], "-1/4"),  # [u^2/2 log u - u^2/4]
        (["1", "2"], "2*log(2) - 3/4"),  # the same antiderivative between 1 and 2
        (["3", "3"], "3*log(3)"),
        (["0", "0"], "0"),
        (["0", "0", "1"], "-5/18"),  # a coordinate has density 2 (1 - u): 2 (-1/4 + 1/9)
        (["1", "0", "1"], "-2/9"),  # one minus a coordinate has density 2 v: 2 int v^2 log v = -2/9
        (["2/3", "2/3", "2/3"], "2/3*log(2/3)"),
        (["0", "1", "2"], "4/3*log(2) - 5/6"),  # the tent: int_0^1 u^2 log u + int_1^2 (2 - u) u log u
        (["0", "0", "0", "1"], "-13/48"),  # 3 int (1 - u)^2 u log u = 3 (-1/4 + 2/9 - 1/16)
    ],
)
def test_plogp_by_hand(values: list[str], expected: str) -> None:
    assert integral_plogp(rationals(*values), ONE) == form(expected)


@pytest.mark.parametrize(
    ("weights", "values", "expected"),
    [
        (["5"], ["2"], "5*log(2)"),
        (["1", "0"], ["0", "1"], "-3/4"),  # int (1 - u) log u
        (["0", "1"], ["0", "1"], "-1/4"),
        (["1", "-1"], ["7", "7"], "0"),
        (["1", "3"], ["7", "7"], "2*log(7)"),
        (["1", "1", "1"], ["0", "0", "1"], "-3/2"),  # 2 int (1 - u) log u
        (["0", "0"], ["0", "0"], "0"),
    ],
)
def test_log_by_hand(weights: list[str], values: list[str], expected: str) -> None:
    assert integral_log(rationals(*weights), rationals(*values), ONE) == form(expected)


@given(densities)
def test_g_log_g_is_the_integral_with_weights_g(values: list[fmpq]) -> None:
    """int g log g is int p log g for p = g: poles of one order more, the same number."""
    assert integral_plogp(values, ONE) == integral_log(values, values, ONE)


@given(st.data(), densities)
def test_log_is_linear_in_the_weights(data: st.DataObject, values: list[fmpq]) -> None:
    """int (p + 3 q) log g = int p log g + 3 int q log g."""
    p, q = (data.draw(st.lists(signed, min_size=len(values), max_size=len(values))) for _ in range(2))
    both = [a + 3 * b for a, b in zip(p, q, strict=True)]
    assert integral_log(both, values, ONE) == integral_log(p, values, ONE) + integral_log(q, values, ONE).scaled(
        fmpq(3)
    )


@given(densities, positive, positive)
def test_scaling(values: list[fmpq], factor: fmpq, volume: fmpq) -> None:
    """int c g log(c g) = c log c int g + c int g log g; and int over 5 volumes is 5 times the integral."""
    scaled = integral_plogp([factor * value for value in values], volume)
    mass = volume * sum(values, fmpq(0)) / len(values)
    constant = integral_plogp([factor], mass)
    assert scaled == constant + integral_plogp(values, volume).scaled(factor)
    assert integral_plogp(values, 5 * volume) == integral_plogp(values, volume).scaled(fmpq(5))


@given(st.data(), densities)
def test_order_of_the_vertices(data: st.DataObject, values: list[fmpq]) -> None:
    """The integral is symmetric in the vertices."""
    order = data.draw(st.permutations(range(len(values))))
    weights = [fmpq(i + 1, 3) for i in range(len(values))]
    assert integral_plogp([values[i] for i in order], ONE) == integral_plogp(values, ONE)
    moved = integral_log([weights[i] for i in order], [values[i] for i in order], ONE)
    assert moved == integral_log(weights, values, ONE)


def subdivided(values: Sequence[fmpq], at: Sequence[fmpq]) -> list[tuple[list[fmpq], fmpq]]:
    """The stellar subdivision in the point with these barycentric coordinates: vertex values and volumes."""
    middle = sum((value * share for value, share in zip(values, at, strict=True)), fmpq(0))
    return [([middle if j == i else v for j, v in enumerate(values)], share) for i, share in enumerate(at) if share]


@given(st.data(), st.lists(small, min_size=2, max_size=4).filter(any))
def test_subdivision(data: st.DataObject, values: list[fmpq]) -> None:
    """The integrals over the parts of a subdivided simplex sum to the integral, exactly; so do those of p log g."""
    shares = data.draw(st.lists(small, min_size=len(values), max_size=len(values)).filter(any))
    at = [share / sum(shares, fmpq(0)) for share in shares]
    weights = [3 * value for value in values]
    parts, weighted = LogLinear(), LogLinear()
    for part, volume in subdivided(values, at):
        parts += integral_plogp(part, volume)
        weighted += integral_log([3 * value for value in part], part, volume)
    assert parts == integral_plogp(values, ONE)
    assert weighted == integral_log(weights, values, ONE)


def test_a_subdivision_with_a_wrong_volume_is_noticed() -> None:
    parts = [integral_plogp(part, volume) for part, volume in subdivided(rationals("1", "2"), rationals("1/3", "2/3"))]
    assert parts[0] + parts[1] == integral_plogp(rationals("1", "2"), ONE)
    assert parts[0] + parts[1].scaled(fmpq(1000001, 1000000)) != integral_plogp(rationals("1", "2"), ONE)


@pytest.mark.parametrize("values", [["1", "2", "5"], ["0", "1", "3"], ["2", "2", "7"], ["0", "1/3", "1/3", "2", "9/7"]])
def test_plogp_against_quadrature(values: list[str]) -> None:
    """int g log g is the volume times the integral of v log v over the image of the uniform law under g."""
    knots = rationals(*values)
    with mpmath.workdps(40):
        image = mpmath.mpf(0)
        for piece in bspline(knots):
            a, b = (mpmath.mpf(int(end.p)) / int(end.q) for end in (piece.a, piece.b))
            density = [mpmath.mpf(int(c.p)) / int(c.q) for c in reversed(piece.coefficients)]
            image += mpmath.quad(
                lambda x, a=a, density=density: mpmath.polyval(density, x) * (a + x) * mpmath.log(a + x), [0, b - a]
            )
        exact = sympy.N(Value(integral_plogp(knots, ONE)).to_sympy(), 40)
        assert abs(mpmath.mpf(str(exact)) - image) < mpmath.mpf(10) ** -30
        assert abs(mpmath.mpf(str(exact)) * (1 + mpmath.mpf(10) ** -20) - image) > mpmath.mpf(10) ** -30


@pytest.mark.parametrize(("weights", "values"), [(("1", "4"), ("2", "5")), (("-1", "2"), ("1/2", "3"))])
def test_log_against_sympy(weights: tuple[str, str], values: tuple[str, str]) -> None:
    """The integral over [0, 1] as SymPy integrates it."""
    u = sympy.symbols("u", positive=True)
    p, g = (sympy.Rational(a) * (1 - u) + sympy.Rational(b) * u for a, b in (weights, values))
    symbolic = sympy.integrate(p * sympy.log(g), (u, 0, 1))
    exact = Value(integral_log(rationals(*weights), rationals(*values), ONE)).to_sympy()
    assert sympy.simplify(sympy.expand_log(symbolic - exact, force=True)) == 0


def test_a_negative_value_is_refused() -> None:
    with pytest.raises(ValueError, match="value -1 at a vertex is negative"):
        integral_plogp(rationals("2", "-1"), ONE)
    with pytest.raises(ValueError, match="value -1 at a vertex is negative"):
        integral_log(rationals("1", "1"), rationals("2", "-1"), ONE)


def test_the_logarithm_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="integral is infinite"):
        integral_log(rationals("1", "-1"), rationals("0", "0"), ONE)


def test_lists_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="2 values and 1 weights"):
        integral_log(rationals("1"), rationals("1", "2"), ONE)
    with pytest.raises(ValueError, match="0 values"):
        integral_plogp([], ONE)
