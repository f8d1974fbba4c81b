from __future__ import annotations

import pickle

import pytest
from flint import arb, fmpq

from ibverify.activations import Piece
from ibverify.distributions import atom, box
from ibverify.errors import ProblemError, UnsupportedLaw, UnsupportedNetwork
from ibverify.exact import Value
from ibverify.law import Law, atoms, mixture, transformed
from ibverify.network import Network, layer
from ibverify.problem import Problem, Terms
from ibverify.readouts import channel, is_map, is_noise, is_readout, is_soft, named, names

HALF, UNIT = fmpq(1, 2), (fmpq(0), fmpq(1))
FOUR = named("quantizer").readout({"levels": fmpq(4), "range": [fmpq(0), fmpq(1)]})
SOFT = named("soft").readout()


def noise(kind: str, size: fmpq):
    return named("noise").readout({kind: size})


def test_the_folder():
    assert names() == ("argmax", "noise", "quantizer", "soft", "threshold")
    with pytest.raises(ProblemError, match="'treshold' is no readout; use one of argmax, noise, quantizer, soft"):
        named("treshold")


@pytest.mark.parametrize(
    ("x", "number"), [("-5", 0), ("0", 0), ("1/4", 1), ("249/1000", 0), ("1/2", 2), ("3/4", 3), ("1", 3), ("7", 3)]
)
def test_bins_are_closed_on_the_left_and_the_outer_ones_go_on(x: str, number: int):
    point = Value(x).form.constant
    assert FOUR.at([point]) == (number,)
    [piece] = FOUR.pieces(atom.support([point]))
    assert piece.rows == ((number * piece.denominator,),)
    [ball] = FOUR.ball([arb(point)])
    assert ball.contains(number)


def test_bins_of_a_segment():
    """[0, 2] on four bins of [0, 1]: masses 1/8, 1/8, 1/8, 5/8."""
    law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(2))]))])
    found = atoms(transformed(law, FOUR))
    assert [sum(own.values(), fmpq(0)) for own in found.values()] == [fmpq(1, 8)] * 3 + [fmpq(5, 8)]


def test_a_neuron_that_sits_on_the_end_of_a_bin():
    """The whole segment is at 1/2, where the third bin begins."""
    segment = box.support([UNIT])
    [piece] = FOUR.pieces(Piece(segment.polytope, ((0, 1),), 2))
    assert piece.rows == ((0, 2 * piece.denominator),)


def test_bins_of_every_coordinate():
    assert FOUR.at([fmpq(1, 8), fmpq(7, 8)]) == (0, 3)
    assert (FOUR.width(2), FOUR.values(2)) == (2, 16)
    one = named("quantizer").readout({"levels": fmpq(1), "range": [fmpq(0), fmpq(1)]})
    assert one.at([fmpq(-3)]) == one.at([fmpq(9)]) == (0,)
    assert (one.values(1), one.facts["continuous"]) == (1, True)


@pytest.mark.parametrize(
    ("levels", "ends", "sentence"),
    [
        ("0", "0 1", r"levels: 0 is no number of bins; give an integer from 1 to 1000"),
        ("-2", "0 1", r"levels: -2 is no number"),
        ("3/2", "0 1", r"levels: 3/2 is no number"),
        ("1001", "0 1", r"levels: 1001 is no number"),
        ("4", "1 0", r"range: \[1, 0\] is no range; give a low end and a higher one"),
        ("4", "1 1", r"range: \[1, 1\] is no range"),
        ("4", "1", r"range: \[1\] is no range"),
        ("4", "0 1 2", r"range: \[0, 1, 2\] is no range"),
    ],
)
def test_no_quantizers(levels: str, ends: str, sentence: str):
    data = {"levels": Value(levels).form.constant, "range": [fmpq(int(x)) for x in ends.split()]}
    with pytest.raises(ProblemError, match=f"^{sentence}"):
        named("quantizer").readout(data)


@pytest.mark.parametrize("kind", ["uniform", "gaussian"])
def test_noise(kind: str):
    made = noise(kind, fmpq(1, 20))
    assert (made.parameters, made.width(3)) == ({kind: fmpq(1, 20)}, 3)
    assert pickle.loads(pickle.dumps(made)) == made
    for size in (fmpq(0), fmpq(-1, 2)):
        with pytest.raises(ProblemError, match=f"^{kind}: the size {size} is not positive; give a positive number"):
            noise(kind, size)
    with pytest.raises(UnsupportedNetwork, match="noise has no value at a point; leave the noise out"):
        made.ball([arb(0)])


def test_kinds():
    one = noise("uniform", HALF)
    assert list(map(is_map, (FOUR, one, SOFT))) == [True, False, False]
    assert list(map(is_noise, (FOUR, one, SOFT))) == [False, True, False]
    assert list(map(is_soft, (FOUR, one, SOFT))) == [False, False, True]
    assert all(map(is_readout, (FOUR, one, SOFT)))
    assert not is_readout("threshold")
    assert channel(SOFT) is SOFT
    assert channel(FOUR).name == "quantizer"


def problem(width: int, labels: str, readout: object) -> Problem:
    law = mixture([(y, fmpq(1, len(labels)), atom.support([HALF])) for y in labels])
    return Problem(law, Network(1, (layer([[1]] * width),)), readout)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "labels", "sentence"),
    [
        (1, "ab", 'one output is the probability of the label "1", and \'a\' is a label; use the labels "0" and'),
        (1, "012", "one output is the probability of the label \"1\", and '2' is a label"),
        (2, "012", "2 outputs for 3 labels; give an output for each label"),
        (3, "01", "3 outputs for 2 labels"),
    ],
)
@pytest.mark.parametrize("readout", [SOFT, Terms(SOFT, None), Terms(FOUR, SOFT)])
def test_soft_readouts_that_do_not_fit(width: int, labels: str, sentence: str, readout: object):
    with pytest.raises(ProblemError, match=f"^readout.soft: {sentence}"):
        problem(width, labels, readout)


def test_soft_readouts_that_fit():
    for width, labels in ((1, "01"), (1, "1"), (2, "ab"), (3, "xyz")):
        assert problem(width, labels, SOFT).readout is SOFT


def test_soft_behind_another_smooth_activation():
    law = mixture([("0", fmpq(1), atom.support([HALF]))])
    with pytest.raises(UnsupportedLaw, match="'tanh' gives no probabilities"):
        SOFT.behind("tanh", law)


def test_a_soft_decision_is_drawn_by_noise():
    """t + eta > 1/2 with eta uniform on [-1/2, 1/2] has the probability t."""
    law: Law = mixture([(str(y), HALF, box.support([(fmpq(y, 3), fmpq(y + 2, 3))])) for y in (0, 1)])
    net = Network(1, (layer([[1]]), *(layer([[1]], None, each) for each in SOFT.drawn())))
    from ibverify.study.analyze import analyze

    found, soft = analyze(Problem(law, net))[3], SOFT.information(law)
    assert (found.compression, found.precision, found.entropy) == (soft.compression, soft.precision, soft.entropy)
