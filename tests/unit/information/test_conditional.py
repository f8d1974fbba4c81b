"""H(Y|L) of atoms and strata, piece by piece."""

from __future__ import annotations

from flint import fmpq

from ibverify.distributions import box, polytope
from ibverify.exact import Value
from ibverify.information.conditional import of_masses, of_stratum
from ibverify.law import Law, mixture, push, strata
from ibverify.network import Network, layer

HALF = fmpq(1, 2)


def only(law: Law):
    [stratum] = strata(law).continuous
    return stratum


def cubes(dimension: int, *corners: tuple[str, int, int]) -> Law:
    """Equal masses."""
    share = fmpq(1, len(corners))
    return mixture([(y, share, box.support([(fmpq(a), fmpq(b))] * dimension)) for y, a, b in corners])


def test_masses_of_an_atom():
    """1/2 of mass, split 1 to 3: 1/2 log 4 - 3/8 log 3; nothing for a label alone, whatever has no mass."""
    assert Value(of_masses([fmpq(1, 8), fmpq(3, 8)])) == Value("log(2) - 3/8*log(3)")
    assert Value(of_masses([fmpq(3, 8)])) == Value(0)
    assert Value(of_masses([fmpq(3, 8), fmpq(0)])) == Value(0)
    assert Value(of_masses([])) == Value(0)


def test_one_label_tells_nothing_more():
    assert of_stratum(only(cubes(2, ("0", 0, 1), ("0", 0, 3)))) == Value(0)


def test_three_labels_on_one_interval():
    """All on [0, 1]: log 3."""
    assert of_stratum(only(cubes(1, ("0", 0, 1), ("1", 0, 1), ("2", 0, 1)))) == Value("log(3)")


def test_uniform_and_triangular_densities():
    """U[0, 1] and 2 t, 1/2 each: int (t + 1/2) log(t + 1/2) - t log t - 1/2 log(1/2).

    [u^2/2 log u - u^2/4] from 1/2 to 3/2 is 9/8 log(3/2) + 1/8 log 2 - 1/2; of t log t it is -1/4.
    """
    triangle = [[fmpq(0), fmpq(0)], [fmpq(1), fmpq(0)], [fmpq(1), fmpq(1)]]
    law = mixture([("0", HALF, box.support([(fmpq(0), fmpq(1))] * 2)), ("1", HALF, polytope.support(triangle))])
    line = push(Network(2, (layer([[1, 0]]),)), law)[1]
    assert of_stratum(only(line)) == Value("9/8*log(3/2) + 1/8*log(2) - 1/4 + 1/2*log(2)")


def test_a_cube_over_the_plane():
    """(x + z, y) for cubes and squares: the tent against the uniform law of [0, 2] x [0, 1].

    The coordinate y is independent of the rest and has one law, so that the value is that of x + z:
    9/8 log 3 - 1/2 log 2 - 1/4, as for x + y on a square against U[0, 2].
    """
    weight = [[1, 0, 1], [0, 1, 0]]
    flat = box.support([(fmpq(0), fmpq(2)), (fmpq(0), fmpq(1)), (fmpq(0), fmpq(0))])
    law = mixture([("0", HALF, box.support([(fmpq(0), fmpq(1))] * 3)), ("1", HALF, flat)])
    plane = push(Network(3, (layer(weight),)), law)[1]
    assert of_stratum(only(plane)) == Value("9/8*log(3) - 1/2*log(2) - 1/4")


def test_irrational_roots_are_enclosed():
    """x + y + z of cubes at 0 and at 1/3: quadratic densities; any number of digits."""
    low, high = (box.support([(a, a + 1)] * 3) for a in (fmpq(0), fmpq(1, 3)))
    law = push(Network(3, (layer([[1, 1, 1]]),)), mixture([("0", HALF, low), ("1", HALF, high)]))[1]
    found = of_stratum(only(law))
    assert not found.is_exact
    assert "an irreducible factor of degree 2" in found.reason
    below, above = found.interval(200)
    assert 0 < below < above < 1
    assert above - below < fmpq(1, 2**190)


def test_bounds_where_there_is_no_closed_form():
    """At least 0, at most what one coordinate leaves open; at most what nothing tells, log 2."""
    weight = [[1, 1, 0, 0], [0, 0, 1, 1]]
    same = push(Network(4, (layer(weight),)), cubes(4, ("0", 0, 1), ("1", 0, 1)))[1]
    low, high = of_stratum(only(same)).interval()
    assert low == 0
    assert fmpq(693147, 10**6) < high < fmpq(693148, 10**6)
    for apart in ([(5, 6), (5, 6), (0, 1), (0, 1)], [(0, 1), (0, 1), (5, 6), (5, 6)]):
        parts = [("0", [(0, 1)] * 4), ("1", apart)]
        law = mixture([(y, HALF, box.support([(fmpq(a), fmpq(b)) for a, b in sides])) for y, sides in parts])
        told = of_stratum(only(push(Network(4, (layer(weight),)), law)[1]))
        assert told.interval()[1] == 0
