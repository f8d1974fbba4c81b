"""The printed computations: what they show, that they are cut, and that no label can break them."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.examples import fig3
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.report import computation as printer
from ibverify.report.computation import fragment
from ibverify.study.analyze import analyze
from ibverify.study.computation import computation

HALF = fmpq(1, 2)


def printed(problem: Problem) -> str:
    return fragment(computation(problem, analyze(problem)))


def points(count: int, labels: int = 2) -> Law:
    return mixture((f"label {i % labels}", fmpq(1, count), atom.support([fmpq(i)])) for i in range(count))


def overlap(dimension: int) -> Law:
    boxes = [box.support([(fmpq(low), fmpq(low + 2))] * dimension) for low in (-1, 0)]
    return mixture([("0", HALF, boxes[0]), ("1", HALF, boxes[1])])


def test_fig3():
    """The one interval where labels meet, its integrals, and what follows."""
    text = printed(fig3.problem("f_I", "1/10", "1/2"))
    for shown in (
        r"\item On $[\tfrac{1}{2},\, \tfrac{3}{5}]$, where $\ell_{1} = \tfrac{1}{2} + t$:",
        r"$f_{\text{0}} = 1 - 10\,t$ with $\int f_{\text{0}} \log f_{\text{0}} = -\frac{1}{40}$;",
        r"They add $\int f \log f - \sum_y \int f_y \log f_y = \frac{1}{20}$.",
        r"$I(X;L) = H(L) = \infty$, for the continuous part of mass 1 has dimension 1.",
        r"so $I(Y;L) = H(Y) - H(Y|L) = \log 2 - \frac{1}{20} \approx 0.6431471$.",
        r"1 & \tfrac{1}{20} & \tfrac{1}{2} & \tfrac{11}{20}",
    ):
        assert shown in text
    assert text.startswith("\\begingroup\\sloppy\n")
    assert text.endswith("\n\\par\\endgroup\n")


def test_entropy_of_points():
    text = printed(Problem(points(4), Network(1, (layer([[1]]),))))
    assert r"$I(X;L) = H(L) = -\sum m \log m = 2 \log 2 \approx 1.386294$." in text


def test_long_lists_are_cut_and_say_so():
    text = printed(Problem(points(printer.MOST_ATOMS + 5), Network(1, (layer([[1]]),))))
    assert f"{printer.MOST_ATOMS + 5} points of positive mass:" in text
    assert r"\ldots{} 5 further points." in text
    assert text.count(r"& \tfrac{1}{25}") == 2 * 2 * printer.MOST_ATOMS


def test_pieces_are_cut():
    """A comb of 20 boxes under one that covers them all."""
    teeth = [("1", fmpq(1, 40), box.support([(fmpq(2 * i), fmpq(2 * i + 1))])) for i in range(20)]
    law = mixture([("0", HALF, box.support([(fmpq(0), fmpq(40))])), *teeth])
    text = printed(Problem(law, Network(1, (layer([[1]]),))))
    assert r"\ldots{} 8 further pieces." in text
    assert text.count(r"\item On") == 2 * printer.MOST_PIECES


def test_many_labels_share_a_column():
    text = printed(Problem(points(8, labels=8), Network(1, (layer([[0]]),))))
    assert r"\begin{array}{lll}" in text
    assert r"$m_{\text{label 5}} = \tfrac{1}{8}$, $\ldots$" in text


def test_a_polytope_is_given_by_its_vertices():
    text = printed(Problem(overlap(2), Network(2, (layer([[1, 1]]),))))
    assert r"\item On the polytope with the vertices $(" in text
    assert r", of volume $1$:" in text
    assert r"$f_{\text{0}} = \tfrac{1}{8}$ with $\int f_{\text{0}} \log f_{\text{0}} = -\frac{3}{8} \log 2$;" in text


def test_an_enclosure_says_why():
    text = printed(Problem(overlap(4), Network(4, (layer([[1, 1, 2, 0], [1, 0, -1, 1]]),))))
    assert r"labels may meet: $\int f \log f - \sum_y \int f_y \log f_y \in [0,\," in text
    assert "for the image of dimension 2 has fibres of dimension 2" in text


def test_behind_a_smooth_layer_there_are_values_alone():
    tanh = named("tanh")
    net = Network(2, (layer([[1, 1]], None, tanh), layer([[2]], None, tanh), layer([[1]], None, named("relu"))))
    text = printed(Problem(overlap(2), net))
    assert r"\paragraph{Layer 1, tanh.} A bijection maps" in text
    assert "as in the layer that it reads, of which it is a bijection." in text
    assert r"\paragraph{Layer 3, relu.} The law of the layer has no closed form." in text
    assert r", for no closed form behind a smooth activation;" in text


def test_points_that_balls_do_not_tell_apart():
    """tanh(1) and |tanh(-1)| stay undecided."""
    law = mixture([("0", HALF, atom.support([fmpq(-1)])), ("1", HALF, atom.support([fmpq(1)]))])
    net = Network(1, (layer([[1]], None, named("tanh")), layer([[1]], None, named("abs"))))
    text = printed(Problem(law, net))
    assert "Each point shown here is an input, and stands for all inputs with the same output." in text
    assert ", for some pairs of outputs cannot be told apart, and may be equal;" in text


@pytest.mark.parametrize("label", ["50 %", "}", r"\input{x}", "$", "中" * 40, "a_b&c#d~e^f"])
def test_no_label_breaks_the_fragment(label: str):
    law = mixture([(label, HALF, atom.support([fmpq(0)])), ("other", HALF, atom.support([fmpq(1)]))])
    text = printed(Problem(law, Network(1, (layer([[1]]),))))
    assert text.isascii()
    assert r"\input" not in text
    balance = text.replace(r"\{", "").replace(r"\}", "")
    assert balance.count("{") == balance.count("}")
