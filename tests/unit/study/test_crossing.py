"""Where two families cross: by hand, against values at random parameters, with the boundaries told as they are."""

from __future__ import annotations

from functools import cache

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.exact import Infinite, Value, between, compare
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.isolated import Isolated
from ibverify.exact.parametric import Sample
from ibverify.examples import fig3
from ibverify.study import crossing as module
from ibverify.study.compare import Order
from ibverify.study.crossing import Crossings, crossings, smaller_on
from ibverify.study.formulas import closed_form
from ibverify.study.sweep import Piece, Point, Sweep, Terms, sweep

[A] = Sample.of(["a"], [fmpq(1, 3)]).parameters
[B] = Sample.of(["a"], [fmpq(2, 3)]).parameters
ONE = fmpq(1)


def at(number) -> Algebraic:
    return number if isinstance(number, Algebraic) else Algebraic.of(fmpq(number))


def logs(*pairs, constant=0):
    return Formula(constant * ONE, tuple((c * ONE, x * ONE) for c, x in pairs))


def whole(content, parameter="a", end=1) -> Sweep:
    """A sweep over [0, end] with this compression."""
    value = content if isinstance(content, Value) else Value(content)
    return Sweep(parameter, (Piece(at(0), at(end), (True, True), Terms(value, Value(0))),), ())


def compression(terms: Terms) -> Value:
    return terms.compression


def precision(terms: Terms) -> Value:
    return terms.precision


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (logs(constant=A), logs(constant=fmpq(1, 2)), "A smaller if 0 <= a < 1/2, equal if a = 1/2, "
         "B smaller if 1/2 < a <= 1"),
        (logs(constant=A), logs(constant=B), "equal if 0 <= a <= 1"),
        (logs((1, 2)), logs((1, 3), constant=-A), "A smaller if 0 <= a < -log(2) + log(3), "
         "equal if a = -log(2) + log(3), B smaller if -log(2) + log(3) < a <= 1"),
        (logs(constant=B * B), logs(constant=fmpq(1, 2)), "A smaller if 0 <= a < 0.707106..., "
         "equal if a = 0.707106..., B smaller if 0.707106... < a <= 1"),
        (Infinite("why"), logs(constant=A), "B smaller if 0 <= a <= 1"),
        (logs(constant=A), Infinite("why"), "A smaller if 0 <= a <= 1"),
        (Infinite("why"), Infinite("why"), "not compared if 0 <= a <= 1"),
        (between(fmpq(0), ONE, "why"), between(fmpq(0), ONE, "why"), "unknown if 0 <= a <= 1"),
        (between(fmpq(0), ONE, "why"), between(fmpq(2), fmpq(3), "why"), "A smaller if 0 <= a <= 1"),
    ],
)  # fmt: skip
def test_by_hand(one, other, text):
    assert str(crossings(whole(one), whole(other), compression)) == text


def test_pieces_of_both_are_cut_and_points_count():
    """a on [0, 1/2) and (1/2, 1] with 2 at 1/2, against 3/4."""
    parts = [(0, "1/2", (True, False), A), ("1/2", 1, (False, True), B)]
    pieces = [Piece(at(s), at(e), c, Terms(Value(Formula(f, ())), Value(0))) for s, e, c, f in parts]
    one = Sweep("a", tuple(pieces), (Point(at("1/2"), Terms(Value(2), Value(0))),))
    found = crossings(one, whole(fmpq(3, 4)), compression)
    assert str(found) == (
        "A smaller if 0 <= a < 1/2, B smaller if a = 1/2, A smaller if 1/2 < a < 3/4, equal if a = 3/4, "
        "B smaller if 3/4 < a <= 1"
    )
    assert [found.at(x) for x in ("1/4", "1/2", "5/8", "3/4", 1)] == [Order.A, Order.B, Order.A, Order.EQUAL, Order.B]
    assert [span.order for span in smaller_on(one, whole(fmpq(3, 4)), compression)] == [Order.A, Order.A]


def test_values_at_an_irrational_end_of_pieces_are_compared_exactly():
    """2 a**2 up to sqrt(2)/2 and 1 beyond, against 1."""
    middle = list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]
    pieces = (
        Piece(at(0), middle, (True, True), Terms(Value(Formula(2 * A * A, ())), Value(0))),
        Piece(middle, at(1), (False, True), Terms(Value(1), Value(0))),
    )
    found = crossings(Sweep("a", pieces, ()), whole(ONE), compression)
    assert [(span.order, span.closed) for span in found.spans] == [
        (Order.A, (True, False)),
        (Order.EQUAL, (True, True)),
    ]
    assert found.spans[0].end == middle
    twice = crossings(Sweep("a", pieces, ()), whole(logs(constant=2 * B * B)), compression)
    assert [span.order for span in twice.spans] == [Order.EQUAL, Order.A]
    assert (twice.spans[0].end, twice.spans[0].closed) == (middle, (True, True))


def test_a_boundary_that_is_no_algebraic_number_is_isolated():
    """a log(a) + 1/5 against 0: two roots of which neither has a closed form here."""
    one = Sweep(
        "a",
        (Piece(at(0), at(1), (False, True), Terms(Value(logs((A, A), constant=fmpq(1, 5))), Value(0))),),
        (Point(at(0), Terms(Value(fmpq(1, 5)), Value(0))),),
    )
    found = crossings(one, whole(fmpq(0)), compression)
    assert [span.order for span in found.spans] == [Order.B, Order.EQUAL, Order.A, Order.EQUAL, Order.B]
    [low, high] = [span.start for span in found.spans if span.order is Order.EQUAL]
    assert isinstance(low, Isolated)
    assert closed_form(low) is closed_form(high) is None
    assert [found.at(x) for x in (0, *low.isolating(), *high.isolating(), 1)] == [
        Order.B, Order.B, Order.A, Order.A, Order.B, Order.B
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (whole(ONE, parameter="b"), r"of a in \[0, 1\] and of b in \[0, 1\]"),
        (whole(ONE, end=2), r"of a in \[0, 1\] and of a in \[0, 2\]"),
    ],
)
def test_other_parameters_and_intervals_are_refused(second, what):
    with pytest.raises(InputError, match=f"{what}; compare two families over the same interval"):
        crossings(whole(ONE), second, compression)


def test_a_value_outside_is_refused():
    with pytest.raises(InputError, match="2 lies outside of the interval"):
        crossings(whole(ONE), whole(ONE), compression).at(2)


@cache
def neurons() -> list[Sweep]:
    """The two neurons of Fig. 3 over their threshold."""
    return [sweep(lambda t, f=f: fig3.problem(f, "1/10", level=t), "t", fmpq(0), ONE) for f in ("f_I", "f_II")]


@cache
def found(name: str) -> Crossings:
    return crossings(*neurons(), TERMS[name])


TERMS = {
    "I(X;L)": compression,
    "I(Y;L)": precision,
    "beta = 3/2": lambda terms: terms.functional(fmpq(3, 2)),
    "beta = 1/2": lambda terms: terms.functional(fmpq(1, 2)),
}


@pytest.mark.parametrize("name", TERMS)
@given(number=st.fractions(0, 1, max_denominator=500))
@settings(max_examples=40)
def test_the_order_is_that_of_the_values(name, number):
    """At a rational parameter the order is the one of the two values, compared exactly."""
    one, other = (TERMS[name](family(number)) for family in neurons())
    relation = {Order.A: "<", Order.EQUAL: "==", Order.B: ">"}[found(name).at(number)]
    assert compare(one, relation, other).proved


def test_thresholds_on_the_two_neurons_of_fig_3():
    """f_I tells the classes less well than f_II from 0 on, until the threshold 0.53; at 0 both say nothing."""
    orders = [span.order for span in found("I(Y;L)").spans]
    assert orders == [Order.EQUAL, Order.A, Order.EQUAL, Order.B]
    assert [span.order for span in found("beta = 3/2").spans][-1] is Order.B


SIGN_TABLE = module.sign_table


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ("sign_table", lambda f, *ends: SIGN_TABLE(-f, *ends)),
        ("_ORDERS", {-1: Order.B, 0: Order.EQUAL, 1: Order.A}),
        ("moved", lambda formula, _: Formula(fmpq(0), ())),
    ],
)
def test_each_step_matters(monkeypatch, step, wrong):
    expected = str(found("I(Y;L)"))
    monkeypatch.setattr(module, step, wrong)
    assert str(crossings(*neurons(), precision)) != expected
