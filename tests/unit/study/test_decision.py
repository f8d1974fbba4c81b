from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.activations import Piece, named
from ibverify.distributions import atom, box
from ibverify.errors import ProblemError, UnsupportedLaw, UnsupportedNetwork
from ibverify.exact import Value, rational
from ibverify.examples import fig2, fig3
from ibverify.information import information
from ibverify.law import Law, atoms, mixture, push
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import argmax, threshold
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement, error, thresholds

LINE = Network(1, (layer([[1]]),))


def on_line(*components: tuple[str, int, int]) -> Law:
    """Labels with a place, or an interval, each of equal mass."""
    share = fmpq(1, len(components))
    return mixture((y, share, box.support([(fmpq(a), fmpq(b))])) for y, a, b in components)


def test_thresholds_count_changes_of_the_label():
    laws = {f: push(fig2.problem(f).network, fig2.strips())[-1] for f in fig2.FUNCTIONS}
    assert [thresholds(laws[f]) for f in fig2.FUNCTIONS] == [1, 3, 1, 1, 3, 1]


def test_a_plane_has_no_thresholds():
    with pytest.raises(UnsupportedLaw, match="2 coordinates"):
        thresholds(fig3.corners("1/10"))


@pytest.mark.parametrize(
    ("components", "count"),
    [
        ([("0", 0, 0), ("1", 0, 0)], 0),  # a tie is decided as is simplest
        ([("0", 0, 2), ("0", 1, 1), ("1", 1, 1)], 0),
        ([("0", 0, 4), ("1", 1, 2)], 2),  # the densities 1/8 and 1/2: class 1 is best on [1, 2]
        ([("0", 0, 2), ("1", 1, 3)], 1),
        ([("0", 0, 2), ("1", 1, 3), ("2", 1, 2)], 2),  # class 2, of density 1/3, is best between
        ([("0", 0, 1), ("0", 1, 2), ("1", 0, 2)], 0),  # densities 1/3 and 1/6
    ],
)
def test_thresholds_of_overlapping_classes(components, count: int):
    assert thresholds(on_line(*components)) == count


def sums(label: str, mass: fmpq, sides: list[tuple[fmpq, fmpq]]) -> tuple[str, fmpq, Piece]:
    """The law of the sum of independent uniform numbers, which has a polynomial density."""
    piece = box.support(sides)
    row = tuple(sum(column) for column in zip(*piece.rows, strict=True))
    return label, mass, Piece(piece.polytope, (row,), piece.denominator)


@pytest.mark.parametrize(
    ("low", "high", "mass", "count"),
    [
        ("1/4", "7/4", "1/2", 4),  # 2/3 crosses the tent of height 1 at 2/3 and 4/3
        ("1/2", "3/2", "1/2", 2),  # 1 touches the tent at its top
        ("-1", "3", "1/2", 2),  # 1/4, in front of and behind the tent
        ("-1", "3", "9/10", 0),  # 9/40 is above 1/10 of the tent
        ("0", "1", "1/2", 1),  # 1 against the rising half of the tent
    ],
)
def test_thresholds_of_a_tent_and_an_interval(low: str, high: str, mass: str, count: int):
    """Class 0 is the sum of two uniform numbers in [0, 1], with the density x, then 2 - x."""
    share, unit = rational(mass), (fmpq(0), fmpq(1))
    law = mixture([sums("0", 1 - share, [unit] * 2), ("1", share, box.support([(rational(low), rational(high))]))])
    assert thresholds(law) == count


def test_thresholds_at_irrational_places():
    """The sum of three uniform numbers has the density x^2 / 2 on [0, 1]: it crosses 1/3 at sqrt(2/3)."""
    three = [(fmpq(0), fmpq(1))] * 3
    law = mixture([sums("0", fmpq(1, 2), three), ("1", fmpq(1, 2), box.support([(fmpq(0), fmpq(3))]))])
    assert thresholds(law) == 2  # by symmetry
    narrow = sums("1", fmpq(1, 2), [(fmpq(1, 3), fmpq(1))] * 3)  # near 3 its density is (3/2)^3 times the other
    assert thresholds(mixture([sums("0", fmpq(1, 2), three), narrow])) == 1


def least_changes(law: Law) -> int:
    """The least number of changes of a rule that is optimal at each (2k + 1)/4, by dynamic programming."""
    fewest: dict[str, float] = dict.fromkeys(law.labels, 0)
    for x in (fmpq(2 * k + 1, 4) for k in range(-8, 8)):
        densities = dict.fromkeys(law.labels, fmpq(0))
        for cell in law.cells:
            low, high = (cell.image(vertex)[0] for vertex in cell.polytope.vertices)
            densities[cell.label] += cell.density * (low < x < high)
        most = max(densities.values())
        if most != 0:
            changed = min(fewest.values()) + 1
            fewest = {y: min(n, changed) if densities[y] == most else inf for y, n in fewest.items()}
    return int(min(fewest.values()))


ends = st.integers(-6, 6).map(lambda n: fmpq(n, 2))


@given(st.lists(st.tuples(st.sampled_from("012"), ends, ends, st.integers(1, 3)), min_size=1, max_size=6))
def test_thresholds_of_intervals_by_dynamic_programming(drawn):
    """Densities that are constant between halves are known from one point between any two of them."""
    parts = [(y, min(a, b), max(a, b), mass) for y, a, b, mass in drawn if a != b]
    if not parts:
        return
    whole = sum(mass for *_, mass in parts)
    law = mixture((y, fmpq(mass, whole), box.support([(a, b)])) for y, a, b, mass in parts)
    assert thresholds(law) == least_changes(law)


@pytest.mark.parametrize(
    ("components", "count"),
    [
        ([("0", 0, 1), ("1", 1, 1), ("0", 2, 3)], 2),  # an atom at the end of an interval
        ([("1", 0, 0), ("0", 0, 1)], 1),
        ([("0", 0, 1), ("1", 1, 2)], 1),
        ([("0", 0, 2), ("1", 1, 1)], 2),  # an atom within: the rule [L = 1] makes no error, almost surely
        ([("0", 0, 3), ("1", 1, 1), ("0", 2, 2)], 2),
        ([("0", 0, 3), ("1", 1, 1), ("1", 2, 2)], 4),
        ([("0", 0, 3), ("0", 1, 1)], 0),
    ],
)
def test_thresholds_where_classes_touch(components, count: int):
    law = on_line(*components)
    assert thresholds(law) == count
    found = information(law)
    assert (found.precision == Value("log(2)")) <= (count > 0)


def decided(law: Law, level: str) -> Problem:
    return Problem(law, LINE, threshold.readout(Value(level).form.constant))


@pytest.mark.parametrize(
    ("level", "expected"), [("1/2", "0"), ("0", "1/4"), ("3/2", "1/4"), ("9/4", "1/2"), ("-1", "1/2")]
)
def test_the_error_is_the_mass_on_the_wrong_side(level: str, expected: str):
    """Class 0 on [-1/2, 1/2] and class 1 on [1, 2]; at 0 half of class 0 is above."""
    zero, one = (fmpq(-1, 2), fmpq(1, 2)), (fmpq(1), fmpq(2))
    law = mixture([("0", fmpq(1, 2), box.support([zero])), ("1", fmpq(1, 2), box.support([one]))])
    assert error(decided(law, level)) == fmpq(*map(int, (expected + "/1").split("/")[:2]))


def test_an_inverted_decision_tells_all_and_is_always_wrong():
    """I(Y;D) = H(Y) is no sign of D = Y."""
    inverted = fig2.problem("f''_disc", fig2.strips(2, 3), "1/2")
    found = analyze(inverted)
    assert found.readout is not None
    assert found.readout.precision == found.label_entropy
    assert error(inverted) == 1


def test_the_error_of_an_arg_max():
    """Class 1 where x2 > x1, on the unit square with label 0 everywhere: half of it."""
    square = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * 2))])
    assert error(Problem(square, Network(2, (layer([[1, 0], [0, 1]]),)), argmax.readout())) == fmpq(1, 2)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (fig2.problem("f'_disc"), "readout: there is none"),
        (decided(on_line(("cat", 0, 1)), "1/2"), "the label 'cat' is not what a readout decides"),
        (decided(on_line(("01", 0, 1)), "1/2"), "the label '01'"),
        (
            Problem(fig3.corners("1/10"), Network(2, (layer([[1, 0], [0, 1]]),)), threshold.readout(fmpq(0))),
            "it has 2 outputs, not one decision",
        ),
        (Problem(on_line(("0", 0, 1)), LINE, named("relu")), "relu has infinitely many values"),
    ],
)
def test_decisions_that_have_no_error(problem: Problem, words: str):
    with pytest.raises(ProblemError, match=words):
        error(problem)


def test_functions_of_one_law_may_differ_everywhere():
    """g swaps the values of S1 and S3: the laws of (Y, L) are equal, the functions differ on these strips."""
    swapped = tuple((x, {fmpq(0): fmpq(1, 3), fmpq(1, 3): fmpq(0)}.get(y, y)) for x, y in fig2.knots("f'_disc"))
    one, two = fig2.problem("f'_disc"), fig2.problem(swapped)
    images = [atoms(push(p.network, p.law)[-1]) for p in (one, two)]
    assert images[0] == images[1]
    assert disagreement(one, two) == fmpq(1, 2)
    assert disagreement(one, one) == 0


def test_networks_of_different_depth_are_compared():
    """relu twice is relu; relu differs from the identity on the negative half."""
    law = on_line(("0", -1, 1))
    relu = layer([[1]], None, named("relu"))
    once, twice = (Problem(law, Network(1, (relu,) * k)) for k in (1, 2))
    assert disagreement(once, twice) == disagreement(twice, once) == 0
    assert disagreement(twice, Problem(law, LINE)) == fmpq(1, 2)


def test_readouts_are_compared_after_their_networks():
    """At 0 and at 1/2 decisions on [-1, 1] differ on a quarter, those of an atom at the level not at all."""
    law = on_line(("0", -1, 1))
    assert disagreement(decided(law, "0"), decided(law, "1/2")) == fmpq(1, 4)
    point = mixture([("0", fmpq(1), atom.support([fmpq(1, 2)]))])
    assert disagreement(decided(point, "1/2"), decided(point, "1")) == 0


def test_the_sign_of_a_smooth_output_is_that_of_its_pre_activation():
    """A sigmoid is above 1/2 where its argument is positive: on [-1, 3] of class 1 that is wrong on a quarter."""
    smooth = Network(1, (layer([[1]], None, named("sigmoid")),))
    problem = Problem(on_line(("1", -1, 3)), smooth, threshold.readout(fmpq(1, 2)))
    assert error(problem) == fmpq(1, 4)
    with pytest.raises(UnsupportedNetwork, match="sigmoid is smooth"):
        error(replace(problem, readout=threshold.readout(fmpq(1, 3))))
    with pytest.raises(UnsupportedNetwork, match="sigmoid is smooth"):
        disagreement(replace(problem, readout=None), replace(problem, readout=None))


def test_a_network_without_layers_is_the_identity():
    """It differs from relu on the negative half."""
    law = on_line(("0", -1, 1))
    nothing, relu = Problem(law, Network(1, ())), Problem(law, Network(1, (layer([[1]], None, named("relu")),)))
    assert disagreement(nothing, relu) == disagreement(relu, nothing) == fmpq(1, 2)


def test_what_cannot_be_compared():
    wide = Problem(on_line(("0", -1, 1)), Network(1, (layer([[1], [2]]),)))
    with pytest.raises(ProblemError, match="width 1 and 2"):
        disagreement(Problem(wide.law, LINE), wide)
    with pytest.raises(ProblemError, match="different laws"):
        disagreement(decided(on_line(("0", 0, 1)), "0"), decided(on_line(("0", 0, 2)), "0"))
