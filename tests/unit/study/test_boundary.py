from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.errors import InputError, ProblemError, UnsupportedLaw, UnsupportedNetwork
from ibverify.examples import fig2, fig3
from ibverify.law import mixture
from ibverify.network import Network, evaluate, layer
from ibverify.polyhedra.distance import Norm
from ibverify.problem import Problem
from ibverify.readouts import argmax, threshold
from ibverify.study import boundary
from ibverify.study.boundary import Distance, distance_to_boundary
from ibverify.study.decision import error
from ibverify.study.robustness import error_under_noise

NORMS: tuple[Norm, ...] = ("1", "2", "inf")


def shown(problem: Problem, norm: Norm) -> list[str]:
    return [str(found) for _, found in sorted(distance_to_boundary(problem, norm).items())]


@pytest.mark.parametrize("norm", NORMS)
def test_fig3_between_the_classes(norm: Norm):
    """f^II at 1/4: x2 <= 1/10 and x2 >= 1/2. f^I at 1/2 cuts class 0, and touches class 1 in the point (0, 1/2)."""
    assert shown(fig3.problem("f_II", "1/10", level="1/4"), norm) == ["3/20", "1/4"]
    found = distance_to_boundary(fig3.problem("f_I", "1/10", level="1/2"), norm)
    assert found == {"0": Distance(norm, fmpq(0), fmpq(1, 10)), "1": Distance(norm, fmpq(0), fmpq(0))}


@pytest.mark.parametrize(
    ("norm", "distances"),
    [("1", ["2/5", "0"]), ("2", ["sqrt(2/25)", "0"]), ("inf", ["1/5", "0"])],
)
def test_fig3_beside_a_slanted_boundary(norm: Norm, distances: list[str]):
    """f^I at 1 is 2/5 above the corner (1/2, 1/10) of class 0, and cuts class 1."""
    assert shown(fig3.problem("f_I", "1/10", level="1"), norm) == distances


@pytest.mark.parametrize("norm", NORMS)
def test_fig2_from_its_knots(norm: Norm):
    """At 1/2, f'_disc is crossed at 19/84, 1/2, 65/84; f'''_disc 1/560, 1/840 right of S1, S2, 1/1680 right of S3."""
    assert shown(fig2.problem("f'_disc", level="1/2"), norm) == ["5/84", "5/84"]
    assert shown(fig2.problem("f'''_disc", level="1/2"), norm) == ["1/1680", "1/840"]
    assert min(shown(fig2.problem("f'_disc", level="1/2"), norm)) == str(fig2.margin("f'_disc"))


def test_a_class_far_from_the_boundary_on_its_wrong_side():
    """f''_disc decides 0 on S1, S2 and 1 on S3, S4: half of each class is wrong, 1/14 from x1 = 1/2."""
    found = distance_to_boundary(fig2.problem("f''_disc", level="1/2"))
    assert found == dict.fromkeys("01", Distance("2", fmpq(1, 196), fmpq(1, 2)))


POINT = mixture([("0", fmpq(1), atom.support([fmpq(0), fmpq(0)]))])


def test_a_decision_that_never_changes_has_no_boundary():
    found = distance_to_boundary(fig3.problem("f_II", "1/10", level="-1"))
    assert found == {"0": Distance("2", None, fmpq(1)), "1": Distance("2", None, fmpq(0))}
    assert [str(x) for x in found.values()] == ["oo", "oo"]
    assert found["0"].interval() == (None, None)


def test_a_boundary_is_found_however_far_away_it_is():
    """relu(relu(x1 - 10^9) - 10^9) > 0 from x1 = 2 10^9 on: no box was agreed on."""
    far = Network(2, (layer([[1, 0]], [-(10**9)], "relu"), layer([[1]], [-(10**9)], "relu")))
    problem = Problem(POINT, far, threshold.readout(fmpq(0)))
    assert [shown(problem, norm) for norm in NORMS] == [["2000000000"]] * 3


def test_a_decision_on_a_set_of_volume_0_does_not_count():
    """|x1 - 1| <= 0 on a line only."""
    network = Network(2, (layer([[1, 0]], [-1], "abs"),))
    assert shown(Problem(POINT, network, threshold.readout(fmpq(0))), "2") == ["oo"]


def test_the_nearest_boundary_of_an_arg_max():
    """arg max of x1, x2, 1/2 at the origin is 2 until x1 or x2 reaches 1/2; at (1/4, 1/4) until 1/4 is gone."""
    network = Network(2, (layer([[1, 0], [0, 1], [0, 0]], [0, 0, "1/2"]),))
    places = (("0", fmpq(0)), ("2", fmpq(1, 4)))
    law = mixture((y, fmpq(1, 2), atom.support([x, x])) for y, x in places)
    found = distance_to_boundary(Problem(law, network, argmax.readout()))
    assert found == {"0": Distance("2", fmpq(1, 4), fmpq(1)), "2": Distance("2", fmpq(1, 16), fmpq(0))}


def test_a_wedge_is_nearest_at_its_corner():
    """min(x1, x2) > 1, a quadrant; its corner (1, 1) is at 2, sqrt(2), 1."""
    least = Network(2, (layer([[-1, 0], [0, -1]], activation="max"), layer([[-1]])))
    problem = Problem(POINT, least, threshold.readout(fmpq(1)))
    assert [shown(problem, norm) for norm in NORMS] == [["2"], ["sqrt(2)"], ["1"]]


def test_an_interval_holds_the_distance():
    low, high = Distance("2", fmpq(1, 2), fmpq(0)).interval(10)
    assert low is not None
    assert high is not None
    assert low**2 < fmpq(1, 2) < high**2
    assert high - low <= fmpq(1, 1024)
    assert Distance("2", fmpq(9, 4), fmpq(0)).interval() == (fmpq(3, 2), fmpq(3, 2))


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"readout": None}, ProblemError, "readout: there is none"),
        ({"network": Network(2, (layer([[1, 1]], None, named("tanh")),))}, UnsupportedNetwork, "tanh is smooth"),
    ],
)
def test_decisions_without_a_boundary(change, kind, words):
    problem = replace(Problem(POINT, Network(2, (layer([[1, 1]]),)), threshold.readout(fmpq(1, 3))), **change)
    with pytest.raises(kind, match=words):
        distance_to_boundary(problem)


def test_bad_questions():
    with pytest.raises(InputError, match="norm: '3' is no norm"):
        distance_to_boundary(fig3.problem("f_I", "1/10", level="1/2"), "3")  # type: ignore[arg-type]
    wide = mixture([("0", fmpq(1), atom.support([fmpq(0)] * 9))])
    with pytest.raises(UnsupportedLaw, match="dimension 9"):
        distance_to_boundary(Problem(wide, Network(9, (layer([[1] * 9]),)), threshold.readout(fmpq(1))))


weights = st.integers(-3, 3)
halves = st.integers(-4, 4).map(lambda n: fmpq(n, 2))


@st.composite
def classified(draw) -> Problem:
    """A box or a point of R^n, labelled as its first corner is decided by a random network of one hidden layer."""
    n, hidden = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    rows = [[draw(weights) for _ in range(n)] for _ in range(hidden)]
    first = layer(rows, [draw(halves) for _ in rows], draw(st.sampled_from(["relu", "abs", "hardtanh"])))
    network = Network(n, (first, layer([[draw(weights) for _ in rows]], [draw(halves)])))
    sides = [sorted((draw(halves), draw(halves))) for _ in range(n)]
    readout = threshold.readout(fmpq(1, 7))
    label = str(readout.at(evaluate(network, [low for low, _ in sides])[-1])[0])
    return Problem(mixture([(label, fmpq(1), box.support(sides))]), network, readout)


def noise_meets_the_boundary(problem: Problem, squared: fmpq | None) -> bool:
    """Is an error made first when the noise is larger than the distance? So it is, where none is made without noise."""
    if squared is None:
        return error_under_noise(problem, 20) == 0
    radius = fmpq(int(squared.p.sqrtrem()[0]), int(squared.q.sqrtrem()[0]))
    return error_under_noise(problem, radius) == 0 < error_under_noise(problem, radius * fmpq(9, 8) + fmpq(1, 99))


@given(classified())
def test_errors_begin_where_noise_reaches_the_boundary(problem: Problem):
    """In the maximum norm, if D = Y: no error for noise up to the distance, errors for any larger noise."""
    assume(error(problem) == 0)
    [found] = distance_to_boundary(problem, "inf").values()
    assert noise_meets_the_boundary(problem, found.squared)


def test_a_wrong_distance_is_told_from_the_noise():
    """To the corner (1, 1) it is 1; 1/2 and 3/2 are too near and too far."""
    least = Network(2, (layer([[-1, 0], [0, -1]], activation="max"), layer([[-1]])))
    problem = Problem(POINT, least, threshold.readout(fmpq(1)))
    assert noise_meets_the_boundary(problem, fmpq(1))
    assert not any(noise_meets_the_boundary(problem, x) for x in (fmpq(1, 4), fmpq(9, 4), None))


@given(classified(), st.sampled_from([fmpq(3), fmpq(2, 5)]), st.sampled_from(NORMS))
def test_distances_scale_with_the_input(problem: Problem, factor: fmpq, norm: Norm):
    """X becomes c X and W becomes W / c: every distance is multiplied by c."""
    first, *rest = problem.network.layers
    scaled = replace(first, weight=tuple(tuple(w / factor for w in row) for row in first.weight))
    [cell] = problem.law.cells
    rows = tuple(tuple(int(factor.p) * a for a in row) for row in cell.piece.rows)
    piece = replace(cell.piece, rows=rows, denominator=int(factor.q) * cell.piece.denominator)
    law = replace(problem.law, cells=(replace(cell, piece=piece),))
    other = Problem(law, Network(problem.network.inputs, (scaled, *rest)), problem.readout)
    [one], [two] = (distance_to_boundary(p, norm).values() for p in (problem, other))
    assert two == replace(one, squared=None if one.squared is None else factor**2 * one.squared)


@given(classified(), st.tuples(st.integers(-99, 99), st.integers(-99, 99)), st.sampled_from(NORMS))
def test_nothing_changes_nearer_than_the_boundary(problem: Problem, direction: tuple[int, int], norm: Norm):
    """From a corner of the support, D is the same at all points nearer than the distance; anywhere if there is none."""
    [found] = distance_to_boundary(problem, norm).values()
    [cell] = problem.law.cells
    corner = cell.image(cell.polytope.vertices[0])
    u = [fmpq(x) + fmpq(1, 997) for x in direction[: len(corner)]]
    length = {"1": sum(map(abs, u)), "2": sum(map(abs, u)), "inf": max(map(abs, u))}[norm]
    low, _ = found.interval()
    step = (40 if low is None else low) * fmpq(996, 997) / length
    moved = [x + step * d for x, d in zip(corner, u, strict=True)]
    here, there = (problem.readout.at(evaluate(problem.network, x)[-1]) for x in (corner, moved))
    assert low == 0 or here == there


def test_a_polyhedron_that_is_forgotten_is_noticed(monkeypatch):
    """x1 on the right and -x1/3 on the left exceed 1 beyond 1 and beyond -3; without the right half-line 3 is found."""
    roof = Network(2, (layer([[1, 0], [-1, 0]], activation="relu"), layer([[1, "1/3"]])))
    problem = Problem(POINT, roof, threshold.readout(fmpq(1)))
    assert noise_meets_the_boundary(problem, distance_to_boundary(problem, "inf")["0"].squared)
    whole = boundary._regions
    forgotten = ((1, 0), (1, 1))
    monkeypatch.setattr(
        boundary,
        "_regions",
        lambda network: [[p for p in r if set(p.vertices) != set(forgotten)] for r in whole(network)],
    )
    found = distance_to_boundary(problem, "inf")["0"].squared
    assert found == 9
    assert not noise_meets_the_boundary(problem, found)
