"""Checks for all values of a parameter: they miss no piece and no end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.examples import fig1, fig1_curves, fig3
from ibverify.examples.swept import always, always_number, compression, line, precision, stairs
from ibverify.examples.thresholds import entropy

HALVES = fig3.swept("f_I", "1/2")
CURVE = fig1_curves.curve(fig1.discrete())
STEPS = [
    (entropy("1/8", "1/4", "5/8"), "9/40", True),
    (entropy("1/8", "1/4", "1/2", "1/8"), "3/8", False),
    (entropy("3/8", "1/2", "1/8"), "5/8", False),
    (entropy("7/8", "1/8"), "7/8", False),
    (0, 1, True),
]


def verdict(found, by, relation, right, **asked):
    return always("", found, by, relation, right, **asked).outcome


def test_a_formula_on_its_interval_and_beyond():
    assert verdict(HALVES, precision, "==", line(HALVES, "log(2)", "-1/2")).proved
    further = fig3.swept("f_I", "501/1000")
    found = verdict(further, precision, "==", line(further, "log(2)", "-1/2"))
    assert found.refuted
    assert found.statement == "equal if 0 <= epsilon <= 1/2, larger if 1/2 < epsilon <= 501/1000"


def test_infinite_is_equal_to_infinite_and_above_the_rest():
    assert verdict(HALVES, compression, "==", "oo").proved
    assert verdict(HALVES, compression, ">", "log(2)").proved
    assert verdict(HALVES, compression, "<", "oo").refuted


def test_the_left_end_may_be_left_out():
    assert verdict(HALVES, precision, "<", "log(2)").refuted
    assert verdict(HALVES, precision, "<", "log(2)", from_start=False).proved


def test_the_right_end_is_never_left_out():
    found = fig3.swept("f_II", "3/8", "1/4")
    assert verdict(found, precision, "==", "log(2)").refuted
    assert verdict(fig3.swept("f_II", "1/4", "1/4"), precision, "==", "log(2)").proved


def test_stairs_are_compared_at_their_ends_too():
    assert verdict(CURVE, compression, "==", stairs(CURVE, STEPS)).proved


@given(st.sampled_from(range(4)))
def test_stairs_with_an_end_on_the_wrong_side_are_refuted(k: int):
    """Each inner end belongs to one of two steps: the other one is refuted at that point alone."""
    value, end, belongs = STEPS[k]
    found = verdict(CURVE, compression, "==", stairs(CURVE, [*STEPS[:k], (value, end, not belongs), *STEPS[k + 1 :]]))
    assert found.refuted
    assert f"if a = {end}" in found.statement


@given(st.sampled_from(range(1, 4)))
def test_a_sweep_that_misses_an_inner_piece_is_refused(k: int):
    """Of a sweep without one of its inner pieces nothing is said."""
    missing = replace(CURVE, pieces=CURVE.pieces[:k] + CURVE.pieces[k + 1 :])
    with pytest.raises(InputError, match="is missing"):
        verdict(missing, compression, "<=", "log(4)")


def test_a_sweep_that_misses_a_point_is_refused():
    open_end = replace(HALVES.pieces[0], end=CURVE.pieces[0].end, closed=(True, False))
    missing = replace(HALVES, pieces=(open_end, replace(HALVES.pieces[0], start=open_end.end, closed=(False, True))))
    with pytest.raises(InputError, match="is missing"):
        verdict(missing, precision, "<=", "log(2)")


def test_a_sweep_that_misses_an_outer_piece_is_none_of_the_whole_interval():
    for pieces in (CURVE.pieces[1:], CURVE.pieces[:-1]):
        with pytest.raises(InputError, match="same interval"):
            verdict(replace(CURVE, pieces=pieces), compression, "==", stairs(CURVE, STEPS))


def test_sweeps_of_two_intervals_are_not_compared():
    with pytest.raises(InputError, match="same interval"):
        verdict(HALVES, precision, "==", fig3.swept("f_I", "1/4"))


def test_a_rational_function_is_split_at_its_roots():
    found = always_number("", lambda t: abs(t - fmpq(1, 3)) * t, ">", lambda t: t * 0, "t", 0, 1).outcome
    assert found.refuted
    assert found.statement == "larger if 0 < t < 1/3, equal if t = 1/3, larger if 1/3 < t <= 1"


def test_a_rational_function_at_an_irrational_root():
    found = always_number("", lambda t: t * t, "<=", lambda t: t * 0 + fmpq(1, 2), "t", 0, 1).outcome
    assert found.refuted
    assert found.statement == (
        "smaller if 0 < t < 0.707106..., equal if t = 0.707106..., larger if 0.707106... < t <= 1"
    )


@given(st.fractions(min_value="1/100", max_value=1, max_denominator=100))
def test_the_curve_is_the_entropy_of_the_split_by_the_outputs(a):
    """I(X;L) of the ramp on four points, from the sweep and from the outputs."""
    at = fmpq(a.numerator, a.denominator)
    assert CURVE(at).compression == fig1_curves.by_outputs(fig1.discrete(), at, fmpq(2, 5))
