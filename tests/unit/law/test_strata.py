"""Cells by the affine hull of their image."""

from __future__ import annotations

from flint import fmpq

from ibverify.distributions import atom, box, polytope
from ibverify.law import Law, mixture, strata
from ibverify.law.strata import atoms, group_masses


def segment(*ends: tuple[str, ...]):
    return polytope.support([[fmpq(*map(int, x.split("/"))) for x in end] for end in ends])


def of(*pieces) -> Law:
    share = fmpq(1, len(pieces))
    return mixture([(str(i), share, piece) for i, piece in enumerate(pieces)])


def test_segments_of_one_line_share_a_stratum():
    """(0,0)-(1,1) and (3,3)-(2,2) lie on x = y, (0,1)-(1,2) on y = x + 1, (1,1)-(1,2) on x = 1."""
    law = of(
        segment(("0", "0"), ("1", "1")),
        segment(("3", "3"), ("2", "2")),
        segment(("0", "1"), ("1", "2")),
        segment(("1", "1"), ("1", "2")),
    )
    found = strata(law).continuous
    assert [[cell.label for cell in stratum.cells] for stratum in found] == [["0", "1"], ["2"], ["3"]]
    assert [stratum.pivots for stratum in found] == [(0,), (0,), (1,)]
    assert [stratum.labels for stratum in found] == [("0", "1"), ("2",), ("3",)]


def test_ranks_are_kept_apart():
    """A square, its diagonal, one of its corners: singular to each other."""
    square = box.support([(fmpq(0), fmpq(1))] * 2)
    law = of(square, segment(("0", "0"), ("1", "1")), atom.support([fmpq(0), fmpq(0)]))
    parts = strata(law)
    assert [(stratum.rank, stratum.labels) for stratum in parts.continuous] == [(2, ("0",)), (1, ("1",))]
    assert [point for point, _ in parts.atoms] == [(0, 0)]


def test_planes_in_space_by_their_hull():
    """z = x + y from two triangles, and z = x + y + 1/2."""
    first = segment(("0", "0", "0"), ("1", "0", "1"), ("0", "1", "1"))
    second = segment(("2", "1", "3"), ("0", "1", "1"), ("1", "-1", "0"))
    above = segment(("0", "0", "1/2"), ("1", "0", "3/2"), ("0", "1", "3/2"))
    assert [stratum.labels for stratum in strata(of(first, second, above)).continuous] == [("0", "1"), ("2",)]


def test_atoms_are_sorted_and_have_the_masses_of_labels():
    places = [("a", "1/2"), ("b", "-1"), ("b", "1/2"), ("a", "1/2")]
    law = mixture([(y, fmpq(1, 4), atom.support([fmpq(*map(int, x.split("/")))])) for y, x in places])
    assert atoms(law) == {(-1,): {"b": fmpq(1, 4)}, (fmpq(1, 2),): {"a": fmpq(1, 2), "b": fmpq(1, 4)}}
    assert list(atoms(law)) == [(-1,), (fmpq(1, 2),)]


def test_the_largest_group_gets_what_is_left():
    """All three groups have their masses, though one of them is not measured."""
    law = mixture(
        [
            ("0", fmpq(1, 2), box.support([(fmpq(0), fmpq(1))] * 2)),
            ("0", fmpq(1, 3), segment(("0", "0"), ("1", "1"))),
            ("1", fmpq(1, 6), atom.support([fmpq(0), fmpq(0)])),
        ]
    )
    groups = [[cell] for cell in law.cells]
    assert group_masses(law, groups) == [{"0": fmpq(1, 2)}, {"0": fmpq(1, 3)}, {"1": fmpq(1, 6)}]
