from __future__ import annotations

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.polyhedra import barycentre, box, refine, volume


@given(
    st.integers(1, 3).flatmap(lambda k: st.lists(st.tuples(*[st.integers(-3, 3)] * (k + 1)), min_size=1, max_size=5))
)
def test_every_part_has_its_signs_and_the_parts_sum_up(broken, rows):
    """At an inner point of a part each form has the part's sign; sign vectors differ; volumes sum to the cube's."""
    k = len(rows[0]) - 1
    parts = list(refine(box([(fmpq(-1), fmpq(1))] * k), rows))
    for signs, part in parts:
        values = [sum((a * x for a, x in zip(row, (*barycentre(part), 1), strict=True)), fmpq(0)) for row in rows]
        assert signs == tuple((value > 0) - (value < 0) for value in values)
        assert broken(part) == ""
    assert len({signs for signs, _ in parts}) == len(parts)
    assert sum((volume(part) for _, part in parts), fmpq(0)) == 2**k


def test_no_forms_leave_the_polytope_whole():
    square = box([(fmpq(0), fmpq(1))] * 2)
    assert [(signs, part is square) for signs, part in refine(square, [])] == [((), True)]
