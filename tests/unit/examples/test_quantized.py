"""Networks behind quantizers."""

from __future__ import annotations

from flint import fmpq

from ibverify.exact import Value
from ibverify.examples import fig2, quantized
from ibverify.kernel import I
from ibverify.readouts.noise import readout as noise
from ibverify.study.analyze import analyze
from ibverify.study.decision import error


def test_the_derivation_says_that_the_terms_are_the_same():
    for of in ("A", "Y"):
        statement = quantized.through(of).theorem.statement
        assert (statement.left, statement.relation, statement.right) == (I(of, "S"), "==", I(of, "T"))


def test_half_is_the_decision_at_one_half():
    half = fmpq(1, 2)
    assert [quantized.HALF.at([half + x])[0] for x in (-half, fmpq(0), half)] == [0, 0, 1]


def test_a_shift_by_a_bin_is_none():
    """Bins of width 1/4 from -1/4 to 5/4 hold the outputs before and after."""
    for picture in ("f'_cont", "f'''_cont"):
        before, after = (analyze(quantized.shifted(picture, by)).readout for by in (fmpq(0), fmpq(1, 4)))
        assert before.compression == after.compression
        plain = analyze(quantized.problem(picture, quantized.levels(4))).readout
        assert before.compression == plain.compression


def test_fig_2_behind_four_levels_by_hand():
    """f'''_cont has all outputs in the outer bins, each half of the mass."""
    found = analyze(quantized.problem("f'''_cont", quantized.levels(4), fig2.strips())).readout
    assert found.compression == Value("log(2)")


def test_a_neuron_errs_from_where_its_largest_output_of_class_0_is_above_the_level():
    """w/2 + 1/10 > 3/8 for w > 11/20."""
    assert error(quantized.neuron("11/20")) == 0
    assert error(quantized.neuron("3/5")) > 0


def test_two_points_by_hand():
    """Noise uniform on [-1/4, 1/4] overlaps by half at w = 1/4; noise +-1/10 makes one of two sums coincide at 1/5."""
    family = quantized.weighted(noise({"uniform": fmpq(1, 4)}))
    assert analyze(family(fmpq(1, 4))).readout.compression == Value("1/2*log(2)")
    sums = quantized.with_atoms("-1/10", "1/10")
    assert analyze(sums(fmpq(1, 5)))[1].precision == Value("1/2*log(2)")
    assert analyze(sums(fmpq(1, 4)))[1].precision == Value("log(2)")
