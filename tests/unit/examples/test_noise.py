"""Noise of every half-width on the functions of Fig. 2, against single widths; invertible maps and remedies."""

from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import Status, Value, compare
from ibverify.examples import fig2, input_noise, invertible, noise_widths
from ibverify.study.analyze import analyze
from ibverify.study.compare import Order
from ibverify.study.crossing import crossings
from ibverify.study.decision import disagreement

SWEEPS = {f: noise_widths.swept(fig2.problem(f)) for f in ("f'_cont", "f''_cont", "f'''_cont", "f'_disc")}
AT_INPUT = {f: input_noise.swept(f, "1/10") for f in ("f'_disc", "f'''_disc")}
WIDTHS = st.fractions("1/1000", 1, max_denominator=1000).map(lambda x: fmpq(x.numerator, x.denominator))


@given(st.sampled_from(sorted(SWEEPS)), WIDTHS)
def test_the_formulas_give_what_single_widths_give(function: str, width: fmpq):
    """On the output: both terms, exactly."""
    found = analyze(noise_widths.with_noise(fig2.problem(function), width)).readout
    terms = SWEEPS[function](width)
    assert found is not None
    assert compare(terms.compression, "==", found.compression).proved
    assert compare(terms.precision, "==", found.precision).proved


@given(st.sampled_from(sorted(AT_INPUT)), WIDTHS)
def test_the_formulas_at_the_input_give_what_single_widths_give(function: str, width: fmpq):
    """The precision, exactly."""
    found = analyze(input_noise.with_noise(function, width / 10))[2]
    assert compare(AT_INPUT[function](width / 10).precision, "==", found.precision).proved


@pytest.mark.parametrize("function", SWEEPS)
def test_the_ends_of_pieces_give_what_single_widths_give(function: str):
    for point in SWEEPS[function].points[1:]:
        assert point.at.rational is not None
        found = analyze(noise_widths.with_noise(fig2.problem(function), point.at.rational)).readout
        assert found is not None
        assert compare(point.terms.compression, "==", found.compression).proved


def test_without_noise_the_terms_are_those_of_the_layer():
    """By hand: f'_cont is continuous, f'_disc has four atoms."""
    assert SWEEPS["f'_cont"](0).compression.is_infinite
    assert SWEEPS["f'_disc"](0).compression == Value("2*log(2)")


def test_two_noises_have_a_term_each():
    """By hand: noise of 1/20 on 4 points at distances of 1/3 costs nothing; of 1/2 on f'_disc it is the formula's."""
    found = analyze(noise_widths.with_noises(fig2.problem("f'_disc"), "1/20", "1/2")).readout
    assert found is not None
    assert found.compression == Value("2*log(2)")
    assert compare(found.precision, "==", SWEEPS["f'_disc"]("1/2").precision).proved


@pytest.mark.parametrize(
    ("ends", "wanted", "status"),
    [
        ((0, "3/10"), (Order.A,), Status.PROVED),
        (("1/100", "1/10"), (Order.A,), Status.PROVED),
        ((0, "31/100"), (Order.A,), Status.REFUTED),
        (("3/10", 1), (Order.B,), Status.PROVED),
        (("1/5", "2/5"), (Order.A, Order.EQUAL), Status.REFUTED),
        (("1/5", "2/5"), tuple(Order), Status.PROVED),
    ],
)
def test_orders_are_those_of_every_span_strictly_between(ends, wanted, status):
    """f''' has the smaller compression below w = 3/10, and the larger one above."""
    found = crossings(SWEEPS["f'''_cont"], SWEEPS["f'_cont"], lambda terms: terms.compression)
    assert noise_widths.order_between(found, *ends, *wanted).status is status


def test_a_steepened_function_is_the_same_on_the_strips_and_has_a_small_margin():
    """By hand: it crosses 1/2 after 3/7 of a step right of S3, on its way from 1/5 to 9/10."""
    steep = input_noise.steepened("f'''_cont")
    assert disagreement(fig2.problem(steep), fig2.problem("f'''_cont")) == 0
    assert fig2.margin(steep) == fmpq(3, 7) * input_noise.STEP


@pytest.mark.parametrize("line", invertible.MAPS)
def test_invertible_maps_leave_the_terms_alone(line: str):
    found = invertible.terms(line)
    assert found.compression.is_infinite
    assert found.precision == Value("log(2)")


def test_remedies_by_hand():
    """Noise on [-1/20, 1/20], L uniform on two intervals of 1/5: h is log(2/5) + 1/4, less log(1/10)."""
    assert invertible.terms("itself", "noise").compression == Value("log(4) + 1/4")
    assert invertible.terms("itself", "quantizer").compression == Value("log(2)")
    assert invertible.terms("0:0 1:1/4", "decision rule").compression == Value(0)
