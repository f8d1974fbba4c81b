"""The entropy after Gaussian noise: against quadrature of others, at every precision, and with errors planted."""

from __future__ import annotations

import math
import pickle
from functools import cache
from itertools import pairwise

import mpmath
import pytest
from flint import arb, ctx, fmpq, fmpq_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.exact.value import Enclosed, Value
from ibverify.integrals import gaussian
from ibverify.integrals.gaussian import GaussianEntropy, gaussian_entropy
from ibverify.integrals.line_measure import LineMeasure, line_measure

Pieces = tuple[tuple[fmpq, fmpq, tuple[fmpq, ...]], ...]
Atoms = tuple[tuple[fmpq, fmpq], ...]
HALF = fmpq(1, 2)

TWO_POINTS: Atoms = ((fmpq(0), HALF), (fmpq(2), HALF))
UNIFORM: Pieces = ((fmpq(0), fmpq(3), (fmpq(1, 3),)),)
TENT: Pieces = ((fmpq(0), fmpq(1), (fmpq(0), fmpq(1))), (fmpq(1), fmpq(2), (fmpq(1), fmpq(-1))))
SQUARE: Pieces = ((fmpq(0), fmpq(2), (fmpq(0), fmpq(0), fmpq(3, 8))),)
GAP: Pieces = ((fmpq(0), fmpq(1), (HALF,)), (fmpq(9), fmpq(10), (HALF,)))
HALF_UNIFORM: Pieces = ((fmpq(0), fmpq(3), (fmpq(1, 6),)),)
LAWS: dict[str, tuple[Atoms, Pieces]] = {
    "two points": (TWO_POINTS, ()),
    "uniform": ((), UNIFORM),
    "tent": ((), TENT),
    "square": ((), SQUARE),
    "gap": ((), GAP),
    "mixed": (((fmpq(1), HALF),), HALF_UNIFORM),
}


def law(name: str) -> LineMeasure:
    atoms, pieces = LAWS[name]
    return line_measure(atoms, [(a, b, fmpq_poly(list(c))) for a, b, c in pieces])


def number(x: fmpq) -> mpmath.mpf:
    return mpmath.mpf(int(x.p)) / int(x.q)


def by_quadrature(atoms: Atoms, pieces: Pieces) -> mpmath.mpf:
    """-int f log f by mpmath, where the convolution itself is an integral for densities that are not constant."""

    def piece(t: mpmath.mpf, a: fmpq, b: fmpq, c: tuple[fmpq, ...]) -> mpmath.mpf:
        left, right = number(a), number(b)
        if len(c) == 1:
            return number(c[0]) * (mpmath.ncdf(t - left) - mpmath.ncdf(t - right))
        descending = [number(x) for x in reversed(c)]
        return mpmath.quad(lambda x: mpmath.polyval(descending, x - left) * mpmath.npdf(t - x), [left, right])

    def density(t: mpmath.mpf) -> mpmath.mpf:
        points = mpmath.fsum(number(m) * mpmath.npdf(t - number(a)) for a, m in atoms)
        return points + mpmath.fsum(piece(t, *each) for each in pieces)

    ends = sorted({number(a) for a, _ in atoms} | {number(x) for a, b, _ in pieces for x in (a, b)})
    grid = mpmath.linspace(ends[0] - 11, ends[-1] + 11, 8)
    return -mpmath.quad(lambda t: (lambda f: f * mpmath.log(f))(density(t)), grid)


@cache
def reference(name: str) -> mpmath.mpf:
    with mpmath.workdps(25):
        return by_quadrature(*LAWS[name])


def misses(ends: tuple[fmpq | None, fmpq | None], true: mpmath.mpf) -> bool:
    low, high = ends
    assert low is not None
    assert high is not None
    with mpmath.workdps(25):
        margin = mpmath.mpf("1e-18")
        return not number(low) - margin <= true <= number(high) + margin


@pytest.mark.parametrize("name", ["two points", "uniform", "gap", "mixed"])
@pytest.mark.parametrize("bits", [2, 4, 16, 64])
def test_against_quadrature(name: str, bits: int):
    ends = gaussian_entropy(law(name)).interval(bits)
    assert not misses(ends, reference(name))
    assert ends[1] - ends[0] <= fmpq(1, 1 << bits)


@pytest.mark.parametrize("name", ["tent", "square"])
def test_densities_of_higher_degree(name: str):
    """The integral of a convolution that is an integral itself, to ten digits."""
    with mpmath.workdps(12):
        true = by_quadrature(*LAWS[name])
    low, high = gaussian_entropy(law(name)).interval(64)
    assert abs(number(low) - true) < mpmath.mpf("1e-9")
    assert high - low < fmpq(1, 1 << 60)


@pytest.mark.parametrize("name", LAWS)
def test_intervals_of_more_bits_meet_those_of_fewer(name: str):
    entropy = gaussian_entropy(law(name))
    ends = [entropy.interval(bits) for bits in (2, 5, 20, 60, 100)]
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    assert max(lows) <= min(highs)
    assert all(later[1] - later[0] < earlier[1] - earlier[0] for earlier, later in pairwise(ends))


def test_a_point_is_known_in_closed_form():
    """h(G) = log(2 pi e)/2."""
    low, high = gaussian_entropy(LineMeasure(((fmpq(7), fmpq(1)),), ())).interval(80)
    with ctx.workprec(200):
        exact = (1 + (2 * arb.pi()).log()) / 2
        assert arb(low) <= exact
        assert exact <= arb(high)
    assert high - low < fmpq(1, 1 << 80)


@given(st.integers(-5, 5), st.integers(0, 1))
def test_congruent_laws_have_one_entropy(shift: int, mirrored: int):
    """Translations and reflections leave the term alone, so that the difference is exactly 0."""
    image = law("square").pushed(fmpq(1 - 2 * mirrored), fmpq(shift))
    assert gaussian_entropy(image) - gaussian_entropy(law("square")) == Value(0)


weights = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), min_size=2, max_size=3)


@settings(max_examples=20)
@given(weights, st.integers(1, 3))
def test_entropy_grows_with_the_spread(drawn: list[tuple[int, int]], factor: int):
    """h(cL + G) >= h(L + G) >= h(G) for c >= 1: cL + G is c(L + G/c), and (L + G/c) + more noise is L + G."""
    whole = sum(m for _, m in drawn)
    points = line_measure([(fmpq(a, 4), fmpq(m, whole)) for a, m in drawn], [])
    low, high = gaussian_entropy(points).interval(32)
    _, of_point = gaussian_entropy(LineMeasure(((fmpq(0), fmpq(1)),), ())).interval(32)
    assert gaussian_entropy(points.pushed(fmpq(factor))).interval(32)[1] >= low
    assert high >= of_point - fmpq(1, 1 << 30)


def only_term(value: Value) -> GaussianEntropy:
    assert isinstance(value.content, Enclosed)
    [(_, term)] = value.content.terms
    assert isinstance(term, GaussianEntropy)
    return term


def test_it_is_a_term():
    term = only_term(gaussian_entropy(law("mixed")))
    assert pickle.loads(pickle.dumps(term)) == term
    assert hash(term) == hash(only_term(gaussian_entropy(law("mixed"))))
    assert gaussian_entropy(law("mixed")).reason.startswith("the entropy after Gaussian noise has no closed form")
    assert gaussian_entropy(law("mixed")).is_refinable


def test_no_precision_is_computed_in_vain(monkeypatch: pytest.MonkeyPatch):
    """The first working precision is enough, for narrow and wide laws and densities of degree 4."""
    runs = []
    compute = GaussianEntropy._ball
    monkeypatch.setattr(GaussianEntropy, "_ball", lambda self, bits: runs.append(bits) or compute(self, bits))
    for width in (fmpq(1, 10**6), fmpq(1, 3), fmpq(20)):
        shapes = (
            line_measure([], [(fmpq(0), width, fmpq_poly([0] * n + [(n + 1) / width ** (n + 1)]))]) for n in (0, 4)
        )
        for shape in (*shapes, LineMeasure(((fmpq(0), HALF), (width, HALF)), ())):
            for bits in (0, 3, 40):
                runs.clear()
                GaussianEntropy(shape).interval(bits)
                assert runs == [bits]


def test_without_its_errors_the_sum_is_wrong(monkeypatch: pytest.MonkeyPatch):
    """Planted: a sum over the nodes that passes for the integral is not the entropy, at few bits visibly so."""
    monkeypatch.setattr(gaussian, "_error", lambda *_: arb(0))
    assert misses(gaussian_entropy(law("two points")).interval(4), reference("two points"))


def test_a_wrong_normaliser_is_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: a density that lacks a factor of 1.000001."""
    right = gaussian._normal
    monkeypatch.setattr(gaussian, "_normal", lambda z: right(z) * (1 + arb("1e-6")))
    assert misses(gaussian_entropy(law("two points")).interval(64), reference("two points"))


def test_a_missing_tail_is_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: nodes that end four deviations behind the last point."""
    right = gaussian._nodes

    def cut(width: fmpq, reach: int, step: fmpq) -> list[fmpq]:
        return [node for node in right(width, reach, step) if node <= width + 4]

    monkeypatch.setattr(gaussian, "_nodes", cut)
    assert misses(gaussian_entropy(law("two points")).interval(64), reference("two points"))


def test_a_strip_that_is_too_wide_is_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: a strip of thirty times the width, across zeros of f, for which the lattice is too coarse."""
    right = gaussian._half_width
    monkeypatch.setattr(gaussian, "_half_width", lambda reach: 30 * right(reach))
    monkeypatch.setattr(gaussian, "_growth", lambda reach: (arb(right(reach)) ** 2 / 2).exp())
    assert misses(gaussian_entropy(law("two points")).interval(40), reference("two points"))


def test_the_strip_is_free_of_zeros():
    """The real part of f + delta on the edge of the strip, in balls: at least delta/2, as the module says.

    f(x + iy) = e^{y^2/2} sum_a m_a phi(x - a) (cos y(x - a) - i sin ...), for two points far apart, between which f has
    zeros, and R = 4.
    """
    reach, points = 4, ((0.0, 0.5), (20.0, 0.5))
    d = float(gaussian._half_width(reach).p) / float(gaussian._half_width(reach).q)
    growth = math.exp(d * d / 2)
    delta = 2 * growth * math.exp(-reach * reach / 2) / math.sqrt(2 * math.pi)
    parts = []
    for i in range(-600, 2600):
        x = i / 100
        real = sum(m * math.exp(-((x - a) ** 2) / 2) * math.cos(d * (x - a)) for a, m in points)
        parts.append(growth * real / math.sqrt(2 * math.pi))
    assert min(parts) < 0
    assert min(parts) + delta > delta / 2
