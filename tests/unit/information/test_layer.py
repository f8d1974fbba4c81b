"""The information of laws, against values by hand."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.errors import InputError
from ibverify.exact import Value, compare
from ibverify.exact.rational import rational
from ibverify.information import information, label_entropy
from ibverify.information.layer import information_of_points
from ibverify.information.points import Partition
from ibverify.law import Law, mixture, push
from ibverify.network import Network, layer

HALF = fmpq(1, 2)


def cube(low: str | int, high: str | int, dimension: int = 1):
    return box.support([(rational(low), rational(high))] * dimension)


def two(first, second) -> Law:
    return mixture([("0", HALF, first), ("1", HALF, second)])


def points(*triples: tuple[str, int, str]) -> Law:
    return mixture([(y, rational(m), atom.support([fmpq(x)])) for y, x, m in triples])


def test_atoms():
    """Masses 1/2 and 1/2, one of them with labels 3 to 1: H(Y|L) = 1/2 H(1/4) = 1/2 (log 4 - 3/4 log 3)."""
    found = information(points(("0", 0, "1/2"), ("0", 1, "3/8"), ("1", 1, "1/8")))
    assert found.entropy == found.compression == Value("log(2)")
    assert found.precision == Value("log(8) - 7/8*log(7)") - Value("log(2) - 3/8*log(3)")
    assert (found.atoms, found.dimensions, found.information_dimension) == (2, {0: 1}, 0)


def test_labels_apart_are_told():
    found = information(two(cube(0, 1), cube(1, 2)))
    assert found.precision == Value("log(2)")
    assert found.compression.is_infinite
    assert found.compression.reason == "the continuous part of mass 1 has dimension 1"


def test_intervals_that_overlap():
    """[0, 2] and [1, 3]: half of the mass is undecided between equal densities, I = log 2 / 2."""
    assert information(two(cube(0, 2), cube(1, 3))).precision == Value("log(2)/2")


def test_squares_that_overlap():
    """A quarter of each is shared: I = 3/4 log 2."""
    assert information(two(cube(0, 1, 2), cube("1/2", "3/2", 2))).precision == Value("3/4*log(2)")


def test_a_tent_and_a_uniform():
    """x + y on [0, 1]^2 against U[0, 2], densities t/2 and 1/4 up to 1, symmetric.

    H(Y|L) = 2 int_0^1 (t/2 + 1/4) log(t/2 + 1/4) - (t/2) log(t/2) - (1/4) log(1/4) dt. With u = t/2 + 1/4 the first is
    [u^2 log u - u^2/2] from 1/4 to 3/4 = 9/16 log(3/4) - 1/16 log(1/4) - 1/4; the second [v^2 log v - v^2/2] from 0 to
    1/2 = -1/4 log 2 - 1/8; the third -1/2 log 2. Twice the sum: 9/8 log 3 - 1/2 log 2 - 1/4.
    """
    law = push(
        Network(2, (layer([[1, 1]]),)), two(cube(0, 1, 2), box.support([(fmpq(0), fmpq(2)), (fmpq(0), fmpq(0))]))
    )[1]
    unknown = 2 * (Value("9/16*log(3/4) - 1/16*log(1/4) - 1/4") + Value("1/4*log(2) + 1/8") + Value("1/2*log(2)"))
    assert information(law).precision == Value("log(2)") - unknown


def test_a_mixed_law():
    """relu on [-1, 1] and on [0, 1]: the atom has mass 1/4 and label 0, the rest is 1 to 2."""
    law = push(Network(1, (layer([[1]], None, named("relu")),)), two(cube(-1, 1), cube(0, 1)))[1]
    found = information(law)
    assert (found.atoms, found.atomic_mass, found.dimensions) == (1, fmpq(1, 4), {0: fmpq(1, 4), 1: fmpq(3, 4)})
    assert found.information_dimension == fmpq(3, 4)
    assert found.entropy.reason == "the continuous part of mass 3/4 has dimension 1"
    assert found.precision == Value("log(2)") - Value("3/4*log(3) - 1/2*log(2)")


def test_every_dimension_is_named():
    law = mixture(
        [("", fmpq(1, 4), cube(0, 1, 2)), ("", fmpq(3, 4), box.support([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(0))]))]
    )
    found = information(law)
    assert found.compression.reason == (
        "the continuous part of mass 3/4 has dimension 1 and the part of mass 1/4 has dimension 2"
    )
    assert found.information_dimension == fmpq(5, 4)


def test_singular_parts_are_told_apart():
    """A square and its diagonal."""
    law = push(Network(2, (layer([[1, 0], [0, 1]]),)), two(cube(0, 1, 2), cube(0, 1, 2)))[1]
    assert information(law).precision == Value(0)
    square, diagonal = (
        push(Network(2, (layer(w),)), two(cube(0, 1, 2), cube(0, 1, 2)))[1]
        for w in ([[1, 0], [0, 1]], [[1, 0], [1, 0]])
    )
    both = Law(2, (square.cells[0], diagonal.cells[1]), square.label_masses)
    assert information(both).precision == Value("log(2)")


def test_no_closed_form():
    """Four inputs onto two neurons: bounds, and why."""
    law = push(Network(4, (layer([[1, 1, 0, 0], [0, 0, 1, 1]]),)), two(cube(0, 1, 4), cube("1/4", "5/4", 4)))[1]
    found = information(law).precision
    low, high = found.interval()
    assert 0 < low < high
    assert (found <= Value("log(2)")) is True
    assert "has fibres of dimension 2" in found.reason


def test_label_entropy():
    assert label_entropy(points(("a", 0, "1/2"), ("b", 0, "1/4"), ("c", 0, "1/4"))) == Value("3/2*log(2)")


def test_by_name_and_with_beta():
    found = information(points(("0", 0, "1/2"), ("1", 1, "1/2")))
    assert found.mutual_information("X") is found.compression
    assert found.mutual_information("Y") is found.precision
    assert found.functional(fmpq(3)) == Value("-2*log(2)")
    with pytest.raises(InputError, match="'Z' is no variable here"):
        found.mutual_information("Z")


def test_points_that_stay_undecided():
    """Two points that may be equal: H(L) from 0 to log 2, I(Y;L) as well."""
    law = points(("0", 0, "1/2"), ("1", 1, "1/2"))
    masses = [{"0": HALF}, {"1": HALF}]
    unknown = information_of_points(1, masses, Partition(fine=(0, 1), coarse=(0, 0)), law)
    assert not unknown.entropy.is_exact
    assert unknown.entropy.reason.startswith("some pairs of outputs cannot be told apart, and may be equal; ask for")
    assert unknown.atoms is None
    low, high = unknown.precision.interval()
    assert low <= 0
    assert high >= fmpq(69, 100)
    known = information_of_points(1, masses, Partition(fine=(0, 1), coarse=(0, 1)), law)
    assert (known.atoms, known.entropy, known.precision) == (2, Value("log(2)"), Value("log(2)"))


def test_information_is_not_negative_and_at_most_that_of_the_label():
    """Equal cubes onto a plane: H(Y|L) is enclosed by 0 and an upper end of log 2, which log 2 less it would cross."""
    plane = Network(4, (layer([[1, 1, 0, 0], [0, 0, 1, 1]]),))
    found = information(push(plane, two(cube(0, 1, 4), cube(0, 1, 4)))[1]).precision
    assert not found.is_exact
    assert found.interval(128)[0] == 0
    assert found.enclosure()[0] == found.in_bits().enclosure()[0] == "0"
    assert compare(found, ">=", 0).proved
    assert compare(found, "<=", Value("log(2)")).proved


def test_undecided_points_have_no_negative_entropy():
    """Two points of one label that may be equal: there is nothing to tell."""
    law = points(("0", 0, "1/3"), ("0", 1, "2/3"))
    found = information_of_points(1, [{"0": fmpq(1, 3)}, {"0": fmpq(2, 3)}], Partition((0, 1), (0, 0)), law)
    assert found.precision == 0
    assert found.entropy.interval()[0] == 0
    assert found.information_dimension == 0


def test_its_repr_does_not_pretend():
    found = information(two(cube(0, 1), cube(1, 2)))
    assert repr(found) == "<Information: I(X;L) = oo, I(Y;L) = log(2)>"
