"""Outputs that are read as probabilities, and the signs of slopes."""

from __future__ import annotations

from random import Random

from flint import fmpq

from ibverify.distributions import atom
from ibverify.exact import Value
from ibverify.examples import fig2, fig3
from ibverify.examples import soft_outputs as soft
from ibverify.examples.pictures import MIXED
from ibverify.examples.swept_slopes import slopes
from ibverify.law import mixture
from ibverify.network import Network, evaluate, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.sweep import Terms, sweep


def precision(terms: Terms) -> Value:
    return terms.precision


def test_the_precision_of_two_outputs_by_hand():
    """log 2 - h(1/4) for the outputs 1/4 and 3/4 of two classes."""
    found = analyze(soft.outputs([("0", "1/4"), ("1", "3/4")])).readout
    assert found.precision == Value("3/4*log(3) - log(2)")


def test_clusters_have_the_law_of_the_outputs_of_fig_2():
    for picture, width in (("f'_cont", fmpq(2, 5)), ("f'''_cont", fmpq(1, 5))):
        ours, theirs = analyze(soft.clusters(width)).readout, analyze(soft.problem(picture)).readout
        assert (ours.compression, ours.precision) == (theirs.compression, theirs.precision)


def test_sigmoids_by_hand():
    """e^w = 3 at t = 3/4: the outputs at -1, 0, 1, 2 are 1/4, 1/2, 3/4, 9/10."""
    data = [(x, "0") for x in (-1, 0, 1, 2)]
    law = soft.sigmoid(fmpq(3, 4), data).law
    images = [cell.image(vertex) for cell in law.cells for vertex in cell.polytope.vertices]
    assert images == [(fmpq(1, 4),), (fmpq(1, 2),), (fmpq(3, 4),), (fmpq(9, 10),)]


def test_drawn_pictures_meet_the_constraints():
    """Images of one length; 1/2 decides f' and f''', and f'' on no strip of class 1 alone."""
    drawn = list(soft.cont(Random(0)))
    assert len(drawn) == len(MIXED)
    for _, (apart, touching, dense) in drawn:
        for picture in (apart, touching, dense):
            ends = [(picture[i][1], picture[i + 1][1]) for i in range(0, 8, 2)]
            assert len({high - low for low, high in ends}) == 1
            assert all(0 <= low < high <= 1 for low, high in ends)
            above = [2 * low > 1 for low, _ in ends]
            assert above == [2 * high > 1 for _, high in ends]
            assert sum(above) == 2
            assert (above == [False, True, False, True]) == (picture is not touching)


def test_the_far_images_touch():
    ends = dict(soft.far_apart())
    assert ends[fmpq(1, 7)] == ends[fmpq(2, 7)] == fmpq(1, 20)
    assert ends[fmpq(5, 7)] == ends[fmpq(6, 7)] == fmpq(19, 20)
    assert evaluate(fig2.interpolation(soft.far_apart()), [fmpq(1), fmpq(0)])[-1] == (fmpq(1),)


def test_slopes_from_left_to_right():
    """log 2 - h(t) falls up to t = 1/2 and rises after it; a term that is constant has the slope 0."""
    found = sweep(soft.sigmoid, "t", fmpq(0), fmpq(1))
    assert slopes(found, precision) == (Value(-1), Value(1))
    level = sweep(lambda t: fig3.problem("f_II", "1/10", level=t), "t", fmpq(1, 5), fmpq(2, 5))
    assert slopes(level, precision) == (Value(0),)


def test_slopes_of_what_has_no_formula_are_not_known():
    """The precision of an infinite term is finite, and the compression has no formula."""

    def family(weight: fmpq) -> Problem:
        law = mixture([("0", fmpq(1), atom.support([fmpq(0)]))])
        return Problem(law, Network(1, (layer([[weight]]),)))

    found = sweep(family, "w", fmpq(1), fmpq(2))
    [sign] = slopes(found, lambda _: Value("oo"))
    assert sign.interval() == (-1, 1)
