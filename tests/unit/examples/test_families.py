"""Families of problems that claims sweep: values by hand, and the sweep against one problem."""

from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.examples import decided, fig1, fig1_curves, fig2, jumps, noisy_labels, scaled, two_layers
from ibverify.examples.thresholds import entropy
from ibverify.study.analyze import analyze

SHARES = st.integers(0, 20).map(lambda k: fmpq(k, 20))


@given(SHARES, SHARES, st.sampled_from([fig1.discrete, fig1.data_set, fig1.continuous]))
def test_the_ramp_in_the_steps_of_the_figure(a, b, law):
    """In steps of 1/20, I(X;L) is what the outputs of the ramp say."""
    found = analyze(fig1.problem(law(), a, b)).layers[-1].compression
    expected = fig1_curves.by_outputs(law(), a, b)
    assert (found.is_infinite and expected.is_infinite) or found == expected


def test_faces_of_the_square_of_four_points_are_told_apart_by_the_differences_of_the_points():
    found = fig1_curves.plane(fig1.discrete())
    assert fig1_curves.area(found) == 1
    assert all(fig1_curves.is_number(terms.compression) for _, _, terms in fig1_curves.faces(found))


def test_the_drawn_ramp_is_one_only_for_heights_that_are_not_negative():
    assert [fig1_curves.differ(output=output) for output in ("identity", "relu")] == [0, 0]
    assert fig1_curves.differ(-1) > 0


def test_labels_with_noise():
    """I(Y;X) = log 2 - h(1/4), h(1/4) = 2 log 2 - 3/4 log 3; a constant tells nothing."""
    one, none = (analyze(noisy_labels.decided("1/4", weight)).readout for weight in (1, 0))
    assert (one.compression, one.precision) == ("log(2)", "3/4*log(3) - log(2)")
    assert (none.compression, none.precision) == (0, 0)


@pytest.mark.parametrize("d", ["1/1000", "1/420", "1/7"])
def test_jumps_of_any_width_keep_the_values_on_the_strips(d: str):
    for (low, high, _), value in zip(fig2.STRIPS, jumps.VALUES, strict=True):
        assert {jumps.value_at(x)(fig2.rational(d)) for x in (low, high)} == {fig2.rational(value)}


def test_scaling_by_five_quarters_empties_a_bin():
    """[0, 2/5] and [3/5, 1] become [0, 1/2] and [3/4, 5/4]: two bins of 1/4 and one of 1/2."""
    found = scaled.quantized("f'_cont", 1, "3/2")
    assert found("5/4").compression == entropy("1/4", "1/4", "1/2")
    assert found(1).compression == entropy("5/16", "3/16", "3/16", "5/16")
    assert scaled.quantized("f'_cont", 1, 2, adapted=True)("5/4").compression == found(1).compression


def test_a_decoder_of_weight_0_tells_nothing_and_leaves_the_encoder():
    latent, output = two_layers.costs(two_layers.problem(two_layers.LABEL, two_layers.IDENTITY, 0), 2)
    assert (latent, output) == ("-log(2)", 0)
    assert two_layers.complexity(two_layers.problem("f''_disc", two_layers.ALTERNATING)) == (3, 1)


def test_thresholds_move_the_decision_of_a_slope_and_not_of_a_step():
    assert decided.varying(decided.starts(fig1.data_set())) == 0
    assert decided.varying(decided.starts(fig1.continuous())) == 3  # a + 1/5 passes all intervals but the first
