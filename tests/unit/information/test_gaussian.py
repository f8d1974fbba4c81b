"""Information after Gaussian noise: published values, quadrature by SciPy, exact zeros, and what has to hold always."""

from __future__ import annotations

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from ibverify.distributions import atom, box
from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact import Value, compare, rational
from ibverify.information import gaussian, information, label_entropy
from ibverify.information.gaussian import gaussian_information
from ibverify.integrals.line_measure import LineMeasure
from ibverify.law import Law, mixture, push
from ibverify.network import Network, layer
from ibverify.testing.strategies import laws

HALF, ONE = fmpq(1, 2), fmpq(1)
Ends = tuple[fmpq, fmpq]


def points(*triples: tuple[str, str | int, str]) -> Law:
    return mixture([(y, rational(m), atom.support([rational(x)])) for y, x, m in triples])


def segment(low: str | int, high: str | int):
    return box.support([(rational(low), rational(high))])


def ends(value: Value, bits: int = 64) -> Ends:
    low, high = value.interval(bits)
    assert low is not None
    assert high is not None
    return low, high


def near(value: Value, reference: float, margin: float = 1e-8) -> bool:
    low, high = ends(value)
    return float(low.p) / float(low.q) - margin <= reference <= float(high.p) / float(high.q) + margin


ANTIPODAL = points(("0", -1, "1/2"), ("1", 1, "1/2"))
OVERLAP = mixture([("0", HALF, segment(0, 2)), ("1", HALF, segment(1, 3))])


def test_the_capacity_of_the_binary_input_channel():
    """1/2 bit at a deviation of 0.97869, the Shannon limit of rate 1/2 (Richardson and Urbanke, 2001)."""
    above, below = (gaussian_information(ANTIPODAL, rational(s))[1] for s in ("0.97868", "0.97870"))
    assert compare(above, ">", Value("log(2)/2")).proved
    assert compare(below, "<", Value("log(2)/2")).proved


@pytest.mark.parametrize("deviation", ["1/2", "1", "2"])
def test_against_the_formula_of_the_binary_input_channel(deviation: str):
    """log 2 - E log(1 + exp(-2 (1 + sG)/s^2)), an integral of another function; I(X) and I(Y) are the same terms."""
    of_x, of_y = gaussian_information(ANTIPODAL, rational(deviation))
    assert of_x - of_y == Value(0)
    s = float(rational(deviation).p) / float(rational(deviation).q)
    loss = integrate.quad(lambda g: stats.norm.pdf(g) * np.logaddexp(0, -2 * (1 + s * g) / s**2), -12, 12, epsabs=1e-13)
    assert near(of_y, np.log(2) - loss[0], 1e-11)


def test_against_scipy():
    """Overlapping segments of mass 1/4 and 1/2 and an atom of mass 1/4, of both labels, at deviation 1/3."""
    law = mixture(
        [("0", fmpq(1, 4), segment(0, 2)), ("1", HALF, segment(1, 3)), ("0", fmpq(1, 4), atom.support([fmpq(5, 2)]))]
    )
    s = 1 / 3
    cdf, pdf = (lambda t: stats.norm.cdf(t / s)), (lambda t: stats.norm.pdf(t / s) / s)

    def joint(t: float) -> tuple[float, float]:
        return (cdf(t) - cdf(t - 2)) / 8 + pdf(t - 2.5) / 4, (cdf(t - 1) - cdf(t - 3)) / 4

    def entropy(of) -> float:
        return integrate.quad(lambda t: float(special.entr(of(t))), -4, 7, epsabs=1e-12, limit=200)[0]

    whole = entropy(lambda t: sum(joint(t)))
    given_y = sum(entropy(lambda t, i=i: joint(t)[i] / 0.5) / 2 for i in (0, 1))
    of_x, of_y = gaussian_information(law, fmpq(1, 3))
    assert near(of_x, whole - stats.norm(scale=s).entropy())
    assert near(of_y, whole - given_y)


def test_a_projected_square():
    """x1 + x2 on the unit square is a tent, of variance 1/6: at s = 1/2 nearly the Gaussian's log(1 + (1/6)/s^2)/2."""
    square = mixture([("0", ONE, box.support([(fmpq(0), ONE)] * 2))])
    law = push(Network(2, (layer([[1, 1]]),)), square)[1]
    of_x, of_y = gaussian_information(law, HALF)
    assert of_y == Value(0)
    assert compare(of_x, "<", Value("1/2*log(5/3)")).proved
    assert compare(of_x, ">", Value("1/2*log(5/3)") - Value("1/1000")).proved


def test_what_is_constant_is_exactly_0():
    of_x, of_y = gaussian_information(points(("0", 3, "1/4"), ("1", 3, "3/4")), fmpq(1, 7))
    assert of_x.is_exact
    assert of_x == of_y == Value(0)


def test_labels_of_congruent_laws():
    """Equal laws of unequal masses tell nothing, exactly; mirrored ones do, though each label has the same entropy."""
    same = mixture([("0", fmpq(1, 3), segment(0, 1)), ("1", fmpq(2, 3), segment(0, 1))])
    assert gaussian_information(same, HALF)[1].is_exact
    assert gaussian_information(same, HALF)[1] == Value(0)
    mirrored = points(("0", 0, "3/8"), ("0", 1, "1/8"), ("1", 1, "3/8"), ("1", 0, "1/8"))
    assert compare(gaussian_information(mirrored, HALF)[1], ">", Value(0)).proved


def test_more_bits_narrow_it():
    of_x, _ = gaussian_information(OVERLAP, fmpq(1, 4))
    widths = [high - low for low, high in (ends(of_x, bits) for bits in (8, 32, 64, 128))]
    assert all(width < fmpq(1, 1 << bits) for width, bits in zip(widths, (6, 30, 62, 126), strict=True))
    assert of_x.is_refinable


def test_no_end_is_negative():
    """Noise of a million: I is about 10^-12, which few bits do not tell from 0, and more do."""
    of_x, of_y = gaussian_information(OVERLAP, fmpq(10**6))
    assert ends(of_x, 16)[0] == ends(of_y, 16)[0] == 0
    assert compare(of_y, ">", Value(0)).proved


def test_upper_ends():
    """Noise of 1/50: the labels are told, up to e^-1250; no end is above H(Y) or H(L)."""
    of_x, of_y = gaussian_information(ANTIPODAL, fmpq(1, 50))
    log2 = ends(Value("log(2)"), 128)[1]
    assert ends(of_x, 8)[1] == ends(of_y, 8)[1] == log2


@pytest.mark.parametrize("deviation", ["0", "-1/2"])
def test_noise_has_a_positive_deviation(deviation: str):
    with pytest.raises(ProblemError, match=f"standard deviation {deviation} is not positive; give a positive"):
        gaussian_information(ANTIPODAL, rational(deviation))


def test_two_coordinates_are_refused():
    plane = mixture([("0", ONE, box.support([(fmpq(0), ONE)] * 2))])
    with pytest.raises(UnsupportedLaw, match="Gaussian noise on 2 coordinates has no enclosure here; ask for a layer"):
        gaussian_information(plane, ONE)


def test_tiny_noise_is_refused():
    with pytest.raises(UnsupportedLaw, match="spread over 3000000 standard deviations of the noise; take a deviation"):
        gaussian_information(OVERLAP, fmpq(1, 10**6))


lines = laws(1)
deviations = st.sampled_from([fmpq(1, 2), fmpq(1), fmpq(3), fmpq(7, 3)])


@settings(max_examples=30)
@given(lines, deviations)
def test_noise_never_adds(law: Law, deviation: fmpq):
    """0 <= I(Y;L+G) <= I(Y;L), I(Y;L+G) <= I(X;L+G) <= I(X;L): data processing, against the exact values."""
    of_x, of_y = (ends(value, 40) for value in gaussian_information(law, deviation))
    found = information(law)
    assert of_y[0] >= 0
    assert of_y[0] <= ends(found.precision)[1]
    assert of_y[0] <= of_x[1]
    if not found.compression.is_infinite:
        assert of_x[0] <= ends(found.compression)[1]


@settings(max_examples=30)
@given(lines, deviations)
def test_more_noise_tells_less(law: Law, deviation: fmpq):
    """Both decrease with the deviation: N(0, s^2 + t^2) is N(0, s^2) plus independent noise."""
    less, more = gaussian_information(law, deviation), gaussian_information(law, 2 * deviation)
    assert all(ends(b, 40)[0] <= ends(a, 40)[1] for a, b in zip(less, more, strict=True))


@settings(max_examples=30)
@given(lines, deviations, st.builds(fmpq, st.sampled_from([-3, -1, 2]), st.integers(1, 3)), st.integers(-2, 2))
def test_units_do_not_matter(law: Law, deviation: fmpq, scale: fmpq, shift: int):
    """L and G scaled by the same factor, and L moved: the same values, exactly."""
    moved = push(Network(1, (layer([[scale]], [shift]),)), law)[1]
    before, after = gaussian_information(law, deviation), gaussian_information(moved, deviation * abs(scale))
    assert all(a - b == Value(0) for a, b in zip(before, after, strict=True))


@settings(max_examples=20)
@given(lines, deviations)
def test_label_entropy_bounds(law: Law, deviation: fmpq):
    """I(Y;L+G) <= H(Y), with the upper end that is given."""
    assert ends(gaussian_information(law, deviation)[1], 16)[1] <= ends(label_entropy(law), 128)[1]


def test_a_law_without_an_atom_is_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: measures that lose half of a label; the value leaves the tables."""
    right = gaussian.measures

    def halved(law: Law) -> dict[str, LineMeasure]:
        return {y: LineMeasure(m.atoms[:1], m.knots) for y, m in right(law).items()}

    law = points(("0", -1, "1/4"), ("0", -3, "1/4"), ("1", 1, "1/2"))
    before = gaussian_information(law, ONE)[0]
    monkeypatch.setattr(gaussian, "measures", halved)
    assert not near(before, float(gaussian_information(law, ONE)[0]), 1e-3)


def test_data_processing_would_notice_a_missing_label(monkeypatch: pytest.MonkeyPatch):
    """Planted: h(L + G | Y) left out; then I(Y;L+G) is above I(Y;L)."""
    law = mixture([("0", HALF, segment(0, 20)), ("1", HALF, segment(1, 20))])
    right = gaussian.gaussian_entropy
    monkeypatch.setattr(gaussian, "label_entropy", lambda _: Value(100))
    monkeypatch.setattr(gaussian, "gaussian_entropy", lambda m: right(m) if len(m.knots) != 2 else Value(0))
    assert ends(gaussian_information(law, ONE)[1])[0] > ends(information(law).precision)[1]


def test_noise_of_a_huge_deviation_is_refused():
    unit = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    with pytest.raises(UnsupportedLaw, match="times the spread of the layer; take a deviation of"):
        gaussian_information(unit, fmpq(10) ** 20)
