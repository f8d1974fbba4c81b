"""The integral of f log f for polynomial densities: by hand, exact identities, enclosures, and quadrature."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import mpmath
import pytest
from flint import acb, arb, ctx, fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import Value, compare
from ibverify.exact.value import Enclosed
from ibverify.integrals import simplex
from ibverify.integrals.bspline import bspline
from ibverify.integrals.polynomial import PolynomialLog, integral_plogp

numbers = st.builds(fmpq, st.integers(-4, 4), st.integers(1, 3))
positive = st.builds(fmpq, st.integers(1, 4), st.integers(1, 3))
ONE = fmpq(1)


@st.composite
def densities(draw: st.DrawFn, *, strictly: bool = False) -> fmpq_poly:
    """Sums of two squares of polynomials of degree at most 2, or one square: with roots inside, real or not."""
    squares = draw(st.lists(st.lists(numbers, min_size=1, max_size=3), min_size=1, max_size=2))
    total = sum((fmpq_poly(list(square)) ** 2 for square in squares), fmpq_poly([int(strictly)]))
    return fmpq_poly([ONE]) if total.is_zero() else total


def polynomial(*coefficients: int | str) -> list[fmpq]:
    return [fmpq(c) for c in coefficients]


def integral(density: fmpq_poly, length: fmpq = ONE) -> Value:
    return integral_plogp(density.coeffs(), length)


def term(value: Value) -> PolynomialLog:
    assert isinstance(value.content, Enclosed)
    [(_, only)] = value.content.terms
    assert isinstance(only, PolynomialLog)
    return only


def ends(value: Value, bits: int) -> tuple[fmpq, fmpq]:
    low, high = value.interval(bits)
    assert low is not None
    assert high is not None
    return low, high


def overlap(left: Value, right: Value, bits: int = 200) -> bool:
    """Whether the two enclosures meet; each has a width far below 2^-100."""
    (a, b), (c, d) = ends(left, bits), ends(right, bits)
    assert max(b - a, d - c) < fmpq(1, 2**100)
    return a <= d and c <= b


def contains(value: Value, number: arb, bits: int = 128) -> bool:
    """Whether the enclosure meets the ball."""
    low, high = ends(value, bits)
    with ctx.workprec(2 * bits):
        return bool(number.overlaps(arb(low).union(arb(high))))


@pytest.mark.parametrize(
    ("coefficients", "length", "expected"),
    [
        ([], "3", "0"),
        (["0", "0"], "3", "0"),
        (["2"], "3", "6*log(2)"),
        (["0", "1"], "1", "-1/4"),
        (["0", "0", "1"], "1", "-2/9"),  # 2 int x^2 log x
        (["0", "1", "-1"], "1", "-5/18"),  # 2 int x (1 - x) log x
        (["1/4", "-1", "1"], "1", "-log(2)/6 - 1/18"),  # (x - 1/2)^2: 4 int_0^(1/2) u^2 log u
        (["0", "0", "0", "1"], "2", "12*log(2) - 3"),  # 3 [x^4/4 log x - x^4/16] at 2
        (["0", "2", "0", "2"], "1", "7/2*log(2) - 11/8"),  # q q' for q = x^2 + 1: int_1^2 v log v + int q q' log(2 x)
        (["5", "1"], "0", "0"),
    ],
)
def test_exact_by_hand(coefficients: list[str], length: str, expected: str) -> None:
    value = integral_plogp(polynomial(*coefficients), fmpq(length))
    assert value.is_exact
    assert value == Value(expected)


def test_enclosed_by_hand() -> None:
    """By parts, int_0^1 (1 + x^2) log(1 + x^2) = 4/3 log 2 - 14/9 + pi/3."""
    value = integral_plogp(polynomial(1, 0, 1), ONE)
    assert not value.is_exact
    with ctx.workprec(300):
        number = arb(2).log() * 4 / 3 - arb(14) / 9 + arb.pi() / 3
        assert contains(value, number)
        assert not contains(value, number + arb(2) ** -100)


def test_an_irrational_double_root_inside() -> None:
    """The integral of 2 (x^2 - 1/2)^2 log|x^2 - 1/2| over [0, 1], by quadrature on both sides of its zero."""
    value = integral(fmpq_poly(polynomial("-1/2", 0, 1)) ** 2)
    assert not value.is_exact
    with mpmath.workdps(50):
        s = 1 / mpmath.sqrt(2)
        number = mpmath.quad(lambda x: 2 * (x * x - 0.5) ** 2 * mpmath.log(abs(x * x - 0.5)), [0, s, 1])
        low, high = ends(value, 128)
        assert abs(_mpf(low) - number) < mpmath.mpf(10) ** -36
        assert abs(_mpf(high) - number) < mpmath.mpf(10) ** -36


def _mpf(number: fmpq) -> mpmath.mpf:
    return mpmath.mpf(int(number.p)) / int(number.q)


@given(densities(strictly=True), positive)
def test_against_quadrature_in_balls(density: fmpq_poly, length: fmpq) -> None:
    """FLINT's rigorous quadrature of f log f meets the enclosure."""
    value = integral(density, length)
    with ctx.workprec(100):

        def integrand(x: acb, analytic: bool) -> acb:
            f = sum((acb(c) * x**j for j, c in enumerate(density.coeffs())), acb(0))
            return f * f.log(analytic=analytic)

        number = acb.integral(integrand, 0, acb(length)).real
        assert number.rad() < arb(2) ** -50
        assert contains(value, number)
        assert not contains(value, number + arb(2) ** -40)


@given(st.lists(st.integers(-3, 3).map(fmpq), min_size=4, max_size=5).filter(lambda k: min(k) < max(k)))
def test_splines_against_quadrature(knots: list[fmpq]) -> None:
    """For the densities of images of simplices, zeros at their ends included; the tolerance is that of mpmath."""
    with mpmath.workdps(25):
        for piece in bspline(knots):
            density = [_mpf(c) for c in reversed(piece.coefficients)]

            def integrand(x: mpmath.mpf, density: Sequence[mpmath.mpf] = density) -> mpmath.mpf:
                f = mpmath.polyval(density, x)
                return f * mpmath.log(f) if f > 0 else mpmath.mpf(0)

            value = integral_plogp(piece.coefficients, piece.b - piece.a)
            number = mpmath.quad(integrand, [0, _mpf(piece.b - piece.a)])
            assert abs(_mpf(ends(value, 100)[0]) - number) < mpmath.mpf(10) ** -15


@given(st.lists(st.builds(fmpq, st.integers(0, 5), st.integers(1, 3)), min_size=2, max_size=2), positive)
def test_linear_densities_are_those_of_a_segment(values: list[fmpq], length: fmpq) -> None:
    """A linear density over an interval and the simplex with its end values."""
    slope = (values[1] - values[0]) / length
    assert integral_plogp([values[0], slope], length) == Value(simplex.integral_plogp(values, length))


@given(densities(), positive)
def test_scaling(density: fmpq_poly, factor: fmpq) -> None:
    """int c f log(c f) = c log c int f + c int f log f; the terms are equal, so that exact remainders decide it."""
    scaled, value = integral(factor * density), integral(density)
    constant = Value(simplex.integral_plogp([factor], density.integral()(1)))
    if value.is_exact:
        assert scaled == constant + factor * value
    else:
        assert isinstance(scaled.content, Enclosed)
        assert isinstance(value.content, Enclosed)
        assert scaled.content.terms == tuple((factor * c, t) for c, t in value.content.terms)
        assert scaled.content.form == (constant + factor * Value(value.content.form)).form


@given(densities(), positive, positive)
def test_subdivision(density: fmpq_poly, first: fmpq, second: fmpq) -> None:
    """The integral over [0, a + b] is that over [0, a] and the one over [0, b] of the density moved by a."""
    moved = density(fmpq_poly([first, ONE]))
    parts, whole = integral(density, first) + integral(moved, second), integral(density, first + second)
    assert overlap(parts, whole)
    assert not overlap(parts, whole + fmpq(1, 2**90))
    if parts.is_exact and whole.is_exact:
        assert parts == whole


@given(densities(), positive)
def test_reflection_and_dilation(density: fmpq_poly, length: fmpq) -> None:
    """f(l - x) has the same integral over [0, l]; f(x / c) over [0, c l] has c times it, in the same terms."""
    value = integral(density, length)
    assert overlap(value, integral(density(fmpq_poly([length, fmpq(-1)])), length))
    dilated = integral(density(fmpq_poly([fmpq(0), fmpq(1, 3)])), 3 * length)
    if value.is_exact:
        assert dilated == 3 * value
    else:
        assert isinstance(dilated.content, Enclosed)
        assert isinstance(value.content, Enclosed)
        assert [t for _, t in dilated.content.terms] == [t for _, t in value.content.terms]


@given(densities())
def test_refinement(density: fmpq_poly) -> None:
    """Intervals of a term narrow at the rate of their bits, and those of any two precisions meet."""
    value = integral(density)
    if not isinstance(value.content, Enclosed):
        return
    for _, part in value.content.terms:
        intervals = [part.interval(bits) for bits in (32, 64, 128, 256)]
        for bits, (low, high) in zip((32, 64, 128, 256), intervals, strict=True):
            assert high is not None
            assert 0 <= high - low <= max(ONE, abs(low), abs(high)) / fmpq(2) ** (bits - 2)
        lows, highs = zip(*intervals, strict=True)
        assert max(lows) <= min(highs)


@pytest.mark.parametrize("exponent", [10, 30, 80])
def test_roots_far_away_and_close_by(exponent: int) -> None:
    """Precision is found where the roots are huge, next to an end, or nearly one double root inside."""
    t = fmpq(1, 10**exponent)
    real_and_far = [ONE, 3 * t, t**2]  # 1 - 1/z loses as many bits as 1/z has in front
    for coefficients in (real_and_far, [ONE, fmpq(0), t], [t, fmpq(0), ONE], [fmpq(1, 4) + t, -ONE, ONE]):
        low, high = term(integral_plogp(coefficients, ONE)).interval(64)
        assert high - low < max(ONE, abs(low)) / 2**60


def test_terms_are_values_of_their_own() -> None:
    first, other = (term(integral_plogp(polynomial(*c), ONE)) for c in ([1, 0, 1], [2, 0, 1]))
    again = pickle.loads(pickle.dumps(first))
    assert again == first
    assert hash(again) == hash(first)
    assert again.interval(64) == first.interval(64)
    assert first != other


def test_the_reason_is_given() -> None:
    quartic = integral_plogp(polynomial(1, 0, 0, 1, 1), ONE)
    assert quartic.reason.startswith("the density has an irreducible factor of degree 4; ask for more digits")
    assert compare(quartic, ">", Value("0")).proved


def test_several_irreducible_factors() -> None:
    """(x^2 + 1)(x^2 + 2) keeps a term for each factor."""
    product = fmpq_poly(polynomial(1, 0, 1)) * fmpq_poly(polynomial(2, 0, 1))
    content = integral(product).content
    assert isinstance(content, Enclosed)
    assert sorted(str(t.polynomial) for _, t in content.terms if isinstance(t, PolynomialLog)) == [
        "(1, 0, 1)",
        "(2, 0, 1)",
    ]


@pytest.mark.parametrize(
    ("coefficients", "where"),
    [(["-1", "2"], "-1 at 0"), (["1", "-2"], "-3 at 2"), (["1", "-3", "3/2"], "-1/2 at 1")],
)
def test_a_negative_density_is_refused(coefficients: list[str], where: str) -> None:
    with pytest.raises(ValueError, match=f"the density is {where}"):
        integral_plogp(polynomial(*coefficients), fmpq(2))


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length -1"):
        integral_plogp(polynomial("1"), fmpq(-1))
