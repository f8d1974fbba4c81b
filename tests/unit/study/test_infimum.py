"""The infimum of the functional on sweeps written down by hand, and on the examples of the paper."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from flint import arb, ctx, fmpq, fmpq_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.errors import InputError, UndecidedError
from ibverify.exact import Enclosed, Infinite, LogLinear, Value, between, compare
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Sample, is_function
from ibverify.examples import fig1, fig3
from ibverify.study import infimum as module
from ibverify.study.infimum import Approached, Attained, infimum
from ibverify.study.sweep import AtRoot, Piece, Point, Sweep, Terms, sweep

[A] = Sample.of(["a"], [fmpq(1, 3)]).parameters
[B] = Sample.of(["a"], [fmpq(4, 3)]).parameters
ONE, OPEN, CLOSED = fmpq(1), (False, False), (True, True)


def at(number) -> Algebraic:
    return number if isinstance(number, Algebraic) else Algebraic.of(fmpq(number))


def terms(content) -> Terms:
    """The compression is given, and the precision is 0."""
    return Terms(Value(Formula(content, ()) if is_function(content) else content), Value(0))


def piece(start, end, content, closed=CLOSED) -> Piece:
    return Piece(at(start), at(end), closed, terms(content))


def point(where, content) -> Point:
    return Point(at(where), terms(content))


def over(*parts) -> Sweep:
    pieces, points = ([p for p in parts if isinstance(p, kind)] for kind in (Piece, Point))
    return Sweep("a", tuple(pieces), tuple(points))


def logs(*pairs, constant=0):
    return Formula(constant * ONE, tuple((c * ONE, x * ONE) for c, x in pairs))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([piece(0, 1, A)], "0, attained at a = 0"),
        ([piece(0, 1, 1 - A)], "0, attained at a = 1"),
        ([piece(0, 1, (A - fmpq(1, 4)) ** 2)], "0, attained at a = 1/4"),
        ([piece(0, 1, (A - fmpq(1, 4)) ** 3)], "-1/64, attained at a = 0"),
        (
            [point("1/8", 1), piece("1/8", 1, A, (False, True))],
            "1/8, not attained, approached as a -> 1/8 from the right",
        ),
        ([piece(0, 1, 1 - A, (True, False)), point(1, 1)], "0, not attained, approached as a -> 1 from the left"),
        ([point(0, 0), piece(0, 1, A, OPEN), point(1, 1)], "0, attained at a = 0"),
        ([piece(0, 1, 1), piece(1, 2, 2, (False, True))], "1, attained for 0 <= a <= 1"),
        ([point(0, 2), piece(0, 1, 1, OPEN), point(1, 2)], "1, attained for 0 < a < 1"),
        ([point(0, 1), piece(0, 1, 1 + A, OPEN), point(1, 1)], "1, attained at a = 0 and at a = 1"),
        (
            [point(0, 1), piece(0, 1, A, OPEN), point(1, 0)],
            "0, attained at a = 1, approached as a -> 0 from the right",
        ),
        (
            [point(0, 0), piece(0, 1, logs((-A, A), (A - 1, 1 - A)), OPEN), point(1, 0)],
            "0, attained at a = 0 and at a = 1",
        ),
        (
            [piece(0, 1, logs((A, A)), (False, True))],
            "[-0.36787944117144233, -0.36787944117144232], attained at a = 0.367879...",
        ),
        ([piece(0, 2, logs((2, 1 + A), constant=-A))], "0, attained at a = 0"),
        ([point(0, Infinite("why")), piece(0, 1, Infinite("why"), OPEN), point(1, 3)], "3, attained at a = 1"),
        ([piece(0, 1, Infinite("why"))], "oo, attained for 0 <= a <= 1"),
        ([point(0, Infinite("why")), piece(0, 1, Infinite("why"), (False, True))], "oo, attained for 0 <= a <= 1"),
    ],
)
def test_by_hand(parts, text):
    found = infimum(over(*parts), 1)
    assert str(found) == text
    assert found.is_proved
    assert found.is_attained is ("not attained" not in text)


def test_a_least_value_at_an_irrational_number():
    """a**3 - 2 a is least at sqrt(2/3), with -4/3 sqrt(2/3)."""
    found = infimum(over(piece(0, 1, A**3 - 2 * A)), 1)
    assert found.places == (Attained(*[list(roots(fmpq_poly([fmpq(-2, 3), 0, 1])))[1]] * 2),)
    low, high = found.value.interval(200)
    with ctx.workprec(300):
        assert low < -arb(4) / 3 * (arb(2) / 3).sqrt() < high
    assert high - low < fmpq(1, 2**190)


def test_a_kink_at_an_irrational_number_is_attained():
    """2 - 2 a**2 up to sqrt(2)/2 and 2 a**2 beyond: 1 there, from both sides."""
    middle = list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]
    found = infimum(over(piece(0, middle, 2 - 2 * A * A), piece(middle, 2, 2 * B * B, (False, True))), 1)
    assert (found.is_proved, found.places) == (True, (Attained(middle, middle),))
    low, high = found.value.interval(100)
    assert low <= 1 <= high


def test_the_value_at_an_irrational_point_counts():
    middle = list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]
    own = Value(Enclosed(LogLinear(), ((ONE, AtRoot(Formula(A * A - 1, ()), middle)),)))
    found = infimum(over(piece(0, middle, 1, (True, False)), point(middle, own)), 1)
    assert found.places == (Attained(middle, middle),)
    low, high = found.value.interval(100)
    assert low <= fmpq(-1, 2) <= high


def test_equal_numbers_that_are_not_known_to_be_are_named_all():
    """a log(a), and the same of a - 1: equal least values, by enclosures alone."""
    found = infimum(over(piece(0, 1, logs((A, A)), (False, True)), piece(1, 2, logs((B - 1, B - 1)), OPEN)), 1)
    assert not found.is_proved
    assert str(found).endswith("one or more of: attained at a = 0.367879... and at a = 1.36787...")
    low, high = found.value.interval(100)
    with ctx.workprec(200):
        assert low < -(-arb(1)).exp() < high
    assert high - low < fmpq(1, 2**90)


def test_an_approached_number_that_may_be_the_least_leaves_it_open_whether_it_is_attained():
    near = between(fmpq(0), ONE, "why")
    found = infimum(over(point(0, near), piece(0, 1, A + fmpq(1, 2), (False, True))), 1)
    assert (found.is_proved, found.is_attained) == (False, None)
    assert found.value.interval() == (0, fmpq(1, 2))


def test_an_undecided_slope_gives_bounds(monkeypatch):
    """With the sign of the derivative unknown on (1/4, 1/2), the least value lies among those of a**2 there."""

    def unknown(_):
        cuts = [at(0), at(fmpq(1, 4)), at(fmpq(1, 2)), at(1)]
        return [module.Stretch(*ends, slope) for *ends, slope in zip(cuts, cuts[1:], (-1, None, 1), strict=False)]

    monkeypatch.setattr(module, "stretches", unknown)
    found = infimum(over(piece(0, 1, A * A)), 1)
    assert not found.is_proved
    low, high = found.value.interval()
    assert low <= fmpq(1, 16)
    assert high <= fmpq(1, 16)


def test_what_is_only_enclosed_on_a_piece_is_refused():
    parts = over(piece(0, 1, between(fmpq(0), ONE, "why")))
    with pytest.raises(UndecidedError, match="only enclosed for a around 0; sweep an interval"):
        infimum(parts, 1)


@pytest.mark.parametrize("beta", [0, "-1/2"])
def test_a_beta_that_is_not_positive_is_refused(beta):
    with pytest.raises(InputError, match="is not positive; give a beta > 0"):
        infimum(over(piece(0, 1, A)), beta)


def test_a_neuron_with_a_threshold():
    """At beta 3/2 every threshold between the classes is best: I(X;L) = I(Y;L) = log 2. At 1/2 none pays."""
    found = sweep(lambda t: fig3.problem("f_II", "1/10", level=t), "t", fmpq(0), ONE)
    assert str(infimum(found, "3/2")) == "-1/2*log(2), attained for 1/10 <= t <= 1/2"
    assert str(infimum(found, "1/2")) == "0, attained at t = 0 and at t = 1"


def test_the_functional_of_continuous_data_is_least_where_the_network_is_constant():
    """Fig. 1 (c): infinite, but for a beyond the data."""
    found = sweep(lambda a: fig1.problem(fig1.continuous(), a, "1/4"), "a", fmpq(0), ONE)
    assert str(infimum(found, 2)) == "0, attained for 9/10 <= a <= 1"


@cache
def thresholds() -> Sweep:
    return sweep(lambda t: fig3.problem("f_I", "1/10", level=t), "t", fmpq(0), ONE)


@given(st.fractions(0, 1, max_denominator=200), st.fractions(Fraction(1, 10), 4, max_denominator=20))
@settings(max_examples=40)
def test_no_value_is_below_the_infimum(place, beta):
    """The functional at a parameter is at least the infimum, and is equal to it where it is attained."""
    by = fmpq(beta.numerator, beta.denominator)
    found = infimum(thresholds(), by)
    assert found.is_attained
    assert compare(thresholds()(place).functional(by), ">=", found.value).proved
    for reached in found.places:
        if reached.start.rational is not None:
            assert compare(thresholds()(reached.start.rational).functional(by), "==", found.value).proved


@pytest.mark.parametrize(
    ("step", "wrong", "parts"),
    [
        ("stretches", lambda _: [module.Stretch(at(0), at(1), 1)], [piece(0, 1, (A - fmpq(1, 4)) ** 2)]),
        ("limit", lambda *_: None, [piece(0, 1, A, (False, True)), point(0, 1)]),
        ("_sign", lambda *_: 0, [piece(0, 1, A), point(2, -1)]),
    ],
)
def test_each_step_matters(monkeypatch, step, wrong, parts):
    expected = str(infimum(over(*parts), 1))
    monkeypatch.setattr(module, step, wrong)
    assert str(infimum(over(*parts), 1)) != expected


def test_the_places_have_their_kinds():
    found = infimum(over(point(0, 1), piece(0, 1, A, (False, True))), 1)
    assert found.places == (Approached(at(0), 1),)
