from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.distributions import atom, box
from ibverify.errors import ProblemError
from ibverify.exact import Value, compare
from ibverify.information import information
from ibverify.information.soft import cross_entropy, decision
from ibverify.law import Law, mixture, push
from ibverify.network import Network, layer

HALF, UNIT = fmpq(1, 2), (fmpq(0), fmpq(1))
HALVES = mixture([(str(y), HALF, box.support([(fmpq(y, 2), fmpq(y + 1, 2))])) for y in (0, 1)])


def at(*places: tuple[str, str]) -> Law:
    return mixture(
        [(y, fmpq(1, len(places)), atom.support([Value(x).form.constant for x in xs.split()])) for y, xs in places]
    )


def test_uniform_on_the_unit_interval():
    """H = log 2, and the binary entropy has the mean 1/2; the label tells 1/4 from 3/4."""
    found = decision(HALVES)
    assert found.compression == Value("log(2) - 1/2")
    assert found.precision == Value("log(2) + 3/4*log(3/4) + 1/4*log(1/4)")
    assert found.entropy == Value("log(2)")
    assert (found.atoms, found.dimensions) == (2, {0: fmpq(1)})


def test_cross_entropy_of_halves():
    """-2 times the integral of log t from 1/2 to 1."""
    assert cross_entropy(HALVES) == Value("1 - log(2)")


def test_sure_outputs_are_a_hard_decision():
    law = at(("0", "0"), ("1", "1"), ("1", "0"), ("1", "1"))
    found, before = decision(law), information(law)
    assert (found.compression, found.precision) == (before.entropy, before.precision)


def test_three_outputs():
    """(t, t, 1 - 2t) at t = 1/4 for 0 and 1, (0, 0, 1) for 2."""
    law = at(("0", "1/4 1/4 1/2"), ("1", "1/4 1/4 1/2"), ("2", "0 0 1"))
    found = decision(law)
    assert found.entropy == Value("-1/3*log(1/6) - 2/3*log(2/3)")
    assert found.compression == found.entropy - Value("2/3*(log(2)/2 + log(4)/2)")
    assert cross_entropy(law) == Value("2/3*log(4)")


def test_no_probability_of_what_occurs():
    found = cross_entropy(at(("0", "1/2"), ("1", "0")))
    assert found.is_infinite
    assert found.reason == "where Y is '1', it is given the probability 0 on positive mass"


def test_a_null_set_of_zeros_costs_nothing_infinite():
    """Q(0) = 1 - t is 0 only at t = 1: the integral of -log(1 - t) is 1."""
    assert cross_entropy(mixture([("0", fmpq(1), box.support([UNIT]))])) == Value(1)


@pytest.mark.parametrize(
    ("law", "what"),
    [
        (mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(5, 4))]))]), "an output takes the value 5/4"),
        (mixture([("0", fmpq(1), box.support([(fmpq(-1, 3), fmpq(1))]))]), "an output takes the value -1/3"),
        (at(("0", "1/2 1/3")), "the outputs sum to 5/6 somewhere, not to 1"),
        (mixture([("0", fmpq(1), box.support([UNIT, UNIT]))]), "the outputs sum to 0 somewhere, not to 1"),
    ],
)
def test_what_is_no_probability(law: Law, what: str):
    for function in (decision, cross_entropy):
        with pytest.raises(ProblemError, match=f"^readout.soft: {what}"):
            function(law)


@st.composite
def clipped_laws(draw: st.DrawFn) -> Law:
    """A mixture of segments and points of [0, 1], with the labels 0 and 1."""
    count = draw(st.integers(1, 4))
    parts = []
    for _ in range(count):
        low, high = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
        parts.append((draw(st.sampled_from("01")), fmpq(1, count), box.support([(fmpq(low, 6), fmpq(high, 6))])))
    return mixture(parts)


@given(clipped_laws())
def test_the_bounds_of_section_9(law: Law):
    """I(Y;L) >= H(Y) - C, I(Y;Y^) <= I(Y;L), I(Y;Y^) <= I(X;Y^) <= log 2."""
    found, before, loss = decision(law), information(law), cross_entropy(law)
    assert compare(before.precision + loss, ">=", information(law).precision).proved
    assert compare(found.precision, "<=", before.precision).proved
    assert compare(found.precision, "<=", found.compression).proved
    assert compare(found.compression, "<=", "log(2)").proved


@given(clipped_laws())
def test_one_output_is_two(law: Law):
    """t, or (1 - t, t): the same decision."""
    two = push(Network(1, (layer([[-1], [1]], [1, 0]),)), law)[-1]
    one, other = decision(law), decision(two)
    assert (one.compression, one.precision, one.entropy) == (other.compression, other.precision, other.entropy)
    if len(law.labels) == 2:
        assert cross_entropy(law) == cross_entropy(two)
