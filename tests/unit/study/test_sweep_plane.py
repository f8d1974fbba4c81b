"""Sweeps over two parameters: cells, edges and corners cover the rectangle and say what the numbers say."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.distributions import atom, box
from ibverify.errors import InputError, ProblemError, UnsupportedError
from ibverify.exact import Value
from ibverify.exact.parametric import Sample
from ibverify.examples import fig1
from ibverify.law import mixture
from ibverify.loaders.family import family_from_dict
from ibverify.network import Network, layer
from ibverify.polyhedra import volume
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.sweep import Terms
from ibverify.study.sweep_plane import Family, PlaneSweep, row_text, sweep_plane, swept

ZERO, HALF, ONE = fmpq(0), fmpq(1, 2), fmpq(1)
UNIT = (ZERO, ONE)
NAMES = ("a", "b")


def by_numbers(problem: Problem) -> Terms:
    found = analyze(problem)
    last = found[len(found.layers)]
    return Terms(last.compression, last.precision)


def equal(one: Terms, other: Terms) -> bool:
    pairs = ((one.compression, other.compression), (one.precision, other.precision))
    return all(a.is_infinite and b.is_infinite if a.is_infinite or b.is_infinite else a == b for a, b in pairs)


def middle(ends: Any) -> tuple[fmpq, fmpq]:
    (a, b), (c, d) = ends
    return (a + c) / 2, (b + d) / 2


def check(family: Family, found: PlaneSweep, more: list[tuple[fmpq, fmpq]]) -> None:
    """The sweep agrees with the numbers at corners, in the middle of edges, in cells, and at some more points."""
    inner = []
    for cell in found.cells:
        x, y, w = (sum(x) for x in zip(*cell.polygon.vertices, strict=True))
        inner.append((fmpq(x, w), fmpq(y, w)))
    for at in (*(c.at for c in found.corners), *(middle(e.ends) for e in found.edges), *inner, *more):
        assert equal(found(*at), by_numbers(family(*at))), f"at {at}"


def ramp(a: Any, b: Any) -> Problem:
    return fig1.problem(fig1.continuous(), a, b)


def meeting(a: Any, b: Any) -> Problem:
    """Atoms at 0, a and b, with the labels 0, 1 and 0 and equal masses: three lines of coincidence."""
    atoms = [("0", atom.support([ZERO])), ("1", atom.support([a])), ("0", atom.support([b]))]
    return Problem(mixture([(y, fmpq(1, 3), at) for y, at in atoms]), Network(1, (layer([[1]]),)))


def test_fig1():
    """All of [0, 1]^2 in 45 cells, whose areas add up to 1."""
    found = sweep_plane(ramp, NAMES, (UNIT, UNIT))
    assert repr(found) == "<PlaneSweep of a and b: cells: 45, edges: 100, corners: 56>"
    assert sum((volume(cell.polygon) for cell in found.cells), ZERO) == 1
    assert len(found.corners) - len(found.edges) + len(found.cells) == 1  # Euler
    check(ramp, found, [(fmpq(i, 11), fmpq(j, 11)) for i, j in product(range(12), repeat=2)])


def test_lines_and_a_corner_on_which_points_meet():
    """log 3 - (2/3) log 2 of the label is known but where the odd atom, a, meets another one."""
    found = sweep_plane(meeting, NAMES, ((-ONE, ONE), (-ONE, ONE)))
    check(meeting, found, [])
    assert found(ZERO, ZERO).precision == Value(0)
    assert found(HALF, HALF).precision == Value("log(3) - 4/3*log(2)")
    assert found(HALF, -HALF).precision == Value("log(3) - 2/3*log(2)")


AFFINE = st.tuples(*[st.integers(-2, 2)] * 3).map(lambda c: lambda a, b: c[0] * HALF + c[1] * a + c[2] * b)


RATIONALS = st.fractions(0, 1, max_denominator=9).map(lambda x: fmpq(x.numerator, x.denominator))


@settings(max_examples=15)
@given(st.tuples(AFFINE, AFFINE, AFFINE), st.sampled_from(["relu", "abs", "step"]), st.tuples(RATIONALS, RATIONALS))
def test_a_sweep_says_what_the_numbers_say(drawn: Any, name: str, at: tuple[fmpq, fmpq]):
    """At corners, on edges, in cells and at a drawn point: exactly."""
    place, start, bias = drawn

    def family(a: Any, b: Any) -> Problem:
        zero = a * 0
        low = zero + start(a, b)
        law = mixture([("0", HALF, atom.support([zero + place(a, b)])), ("1", HALF, box.support([(low, low + 1)]))])
        return Problem(law, Network(1, (layer([[1]], [zero + bias(a, b)], name),)))

    check(family, sweep_plane(family, NAMES, (UNIT, UNIT)), [at])


def test_a_boundary_that_is_no_line_is_refused():
    """Atoms 0 and a^2 - b meet on a parabola: refused where it cuts the rectangle, and nowhere else."""

    def family(a: Any, b: Any) -> Problem:
        law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([a * a - b]))])
        return Problem(law, Network(1, (layer([[1]]),)))

    with pytest.raises(UnsupportedError, match=r"parameters: the boundary a\*\*2 - b == 0 is not a line; give one"):
        sweep_plane(family, NAMES, (UNIT, UNIT))
    above = sweep_plane(family, NAMES, ((ZERO, HALF), (HALF, ONE)))
    assert len(above.cells) == 1
    check(family, above, [])


def irrational(a: Any, b: Any) -> Problem:
    """Atoms 0 and 2a^2 - 1, told apart only where b = 0; elsewhere all is thrown away."""
    weight = ONE if b == 0 else b * 0
    law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([2 * a * a - 1]))])
    return Problem(law, Network(1, (layer([[weight]]),)))


def test_an_irrational_point_on_an_edge():
    """On b = 0 alone the atoms are told apart, but at a = 1/sqrt 2."""
    found = sweep_plane(irrational, NAMES, (UNIT, UNIT))
    [edge] = [e for e in found.edges if all(at[1] == 0 for at in e.ends)]
    assert [(p.at.polynomial, str(p.terms.precision)) for p in edge.sweep.points] == [((-HALF, 0, 1), "0")]
    assert found(HALF, ZERO).precision == Value("log(2)")
    assert found(HALF, HALF).precision == Value(0)


def test_a_sign_that_is_not_recorded_is_noticed(monkeypatch: pytest.MonkeyPatch):
    def forgetful(self: Sample, polynomial: Any) -> int:
        value = polynomial(*self.point)
        return (value > 0) - (value < 0)

    monkeypatch.setattr(Sample, "_recorded", forgetful)
    found = sweep_plane(meeting, NAMES, ((-ONE, ONE), (-ONE, ONE)))
    with pytest.raises(AssertionError, match="at "):
        check(meeting, found, [(HALF, HALF), (ZERO, HALF)])


DATA: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "input": [{"label": "0", "mass": "a - b", "atom": ["0"]}, {"label": "1", "mass": "1 - a + b", "atom": ["1"]}],
    "network": [{"weight": [["1"]], "bias": ["0"], "activation": "identity"}],
}


@pytest.mark.parametrize(
    ("parameters", "changes", "words"),
    [
        ({"a": UNIT, "b": UNIT}, {}, r"input\[0\].mass: for -a \+ b > 0: the mass a - b is negative"),
        (
            {"a": (HALF, ONE), "b": (ZERO, HALF)},
            {"network": [{"weight": [["1/(b - a + 1/4)"]], "bias": ["0"], "activation": "identity"}]},
            r"network\[0\].weight\[0\]\[0\]: for a - 1/2 == 0: for b = 1/4: '1/\(b - a \+ 1/4\)' divides by 0",
        ),
        ({"a": UNIT, "b": (ZERO, ZERO)}, {}, r"parameters.b: the interval \[0, 0\] has no inside"),
        ({"a": UNIT, "b": (ONE, ZERO)}, {}, r"parameters.b: the interval \[1, 0\] has no inside"),
        ({"a": UNIT, "b": UNIT}, {"network": []}, "^network: there are no layers"),
    ],
)
def test_what_is_refused(parameters: dict[str, Any], changes: dict[str, Any], words: str):
    data = {**DATA, **changes, "parameters": {name: list(ends) for name, ends in parameters.items()}}
    with pytest.raises((ProblemError, InputError), match=words):
        swept(family_from_dict(data, Path()))


def test_no_value_outside():
    found = sweep_plane(meeting, NAMES, (UNIT, UNIT))
    with pytest.raises(InputError, match=r"\(2, 0\) lies outside of the rectangle"):
        found(2, 0)


def test_rows_as_texts():
    assert row_text((0, -10, 4), NAMES) == "-b + 2/5"
    assert row_text((20, 10, -9), NAMES) == "a + 1/2*b - 9/20"
