"""Parts of less dimension are found where they are flat, curved or on faces, and only there."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from ibverify.dimension import correlation, correlation_dimension
from ibverify.dimension.parts import Neighbourhoods, curved_part, face_part, flat_part
from ibverify.dimension.points import Points, resolution, whitening

N = 10_000
TURN = np.array([[0.8, 0.6], [-0.6, 0.8]])


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def square(part: Points) -> Points:
    """A square of which these points are a part, in any order."""
    return rng(3).permutation(np.vstack([rng(2).random((N - len(part), 2)), part]))


def side(share: float) -> Points:
    return np.column_stack([rng().random(round(share * N)), np.full(round(share * N), 0.5)])


def arc(share: float) -> Points:
    angles = 3 * rng().random(round(share * N))
    return 0.5 + 0.4 * np.column_stack([np.cos(angles), np.sin(angles)])


def cantor(share: float, seed: int) -> Points:
    """An interval of which a part is Cantor's set."""
    draw, n = rng(seed), round(share * N)
    part = (draw.integers(0, 2, (n, 33)) * 2.0) @ 3.0 ** -np.arange(1, 34)
    return draw.permutation(np.concatenate([draw.random(N - n), part]))[:, None]


def around(points: Points) -> Neighbourhoods:
    to_chart = whitening(points)
    rounding = to_chart.of_errors(resolution(points))
    return Neighbourhoods.of(cKDTree(to_chart.of(points)), np.arange(len(points)), rounding)


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
@pytest.mark.parametrize("turned", [False, True])
def test_a_straight_part_is_estimated_by_itself(share: float, turned: bool):
    found = correlation_dimension(square(side(share)) @ (TURN if turned else np.eye(2)))
    assert found.holds(1)
    assert found.interval is not None
    assert 0.5 < found.interval[0] < found.interval[1] <= 1.1


def test_without_a_look_for_parts_it_is_missed(monkeypatch: pytest.MonkeyPatch):
    for name in ("flat_part", "face_part", "curved_part"):
        monkeypatch.setattr(correlation, name, lambda *_: None)
    assert correlation_dimension(square(side(0.02))).holds(1) is False


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (square(side(0.001)), "10 points repeat values of their coordinates: a part of less dimension, too thin"),
        (square(side(0.0095)) @ TURN, "95 points lie with their neighbours in flats of dimension 1: a part of less"),
    ],
)
def test_a_part_that_is_too_thin_gives_null(samples: Points, words: str):
    found = correlation_dimension(samples)
    assert found.estimate is found.interval is None
    assert found.reason is not None
    assert found.reason.startswith(words)


def test_a_thin_curve_lowers_the_interval(monkeypatch: pytest.MonkeyPatch):
    samples = square(arc(0.03))
    assert correlation_dimension(samples).holds(1)
    monkeypatch.setattr(correlation, "curved_part", lambda *_: None)
    monkeypatch.setattr(correlation, "CLOSEST", ())
    assert correlation_dimension(samples).holds(1) is False


def test_a_part_without_a_flat_may_show_in_the_closest_pairs(monkeypatch: pytest.MonkeyPatch):
    """In half of the samples; in none if the closest pairs are not looked at alone."""

    def held() -> int:
        return sum(correlation_dimension(cantor(0.15, seed)).holds(np.log(2) / np.log(3)) is True for seed in range(8))

    assert held() >= 4
    monkeypatch.setattr(correlation, "CLOSEST", ())
    assert held() == 0


def test_all_points_of_a_flat_belong_to_the_part():
    """Those without a near neighbour in it as well: of a hundred points on a side, in two pieces far apart."""
    part = side(0.01)
    part[:, 0] = np.where(part[:, 0] < 0.5, part[:, 0] / 10, 1 - part[:, 0] / 10)
    samples = square(part) @ TURN
    found = flat_part(around(samples), 2)
    assert found is not None
    assert found.most == 1
    on_side = np.abs((samples @ TURN.T)[:, 1] - 0.5) < 1e-9
    assert found.rows.tolist() == np.flatnonzero(on_side).tolist()


@pytest.mark.parametrize(
    ("samples", "dimension"),
    [
        (rng().random((N, 3)), 3),
        (rng().normal(size=(N, 3)), 3),
        (rng().random((N, 3)).astype(np.float32), 3),
        (rng().integers(0, 10**5, (N, 3)), 3),
        (rng().integers(0, 3000, (N, 2)), 2),
        (rng().random((N, 2)).round(4) @ TURN, 2),
        (np.vstack([x := rng().random((N, 2)), x[:20]]), 2),
        (np.column_stack([rng().random((N, 2)), np.eye(3)[rng().integers(0, 3, N)]]), 2),
        (np.column_stack([np.cos(t := 20 * rng().random(N)), np.sin(t), t]), 1),
        (np.tanh(rng().uniform(-1, 1, (N, 2)) @ rng().normal(size=(2, 6))), 2),
        (np.maximum(x := rng().uniform(-1, 1, (N, 2)) @ rng().normal(size=(2, 6)), x / 100), 2),
    ],
)
def test_where_there_is_no_part_none_is_found(samples: Points, dimension: int):
    points = samples.astype(np.float64)
    assert flat_part(around(points), dimension) is None
    assert curved_part(around(points), dimension) is None
    assert face_part(points, dimension) is None


def test_rounding_alone_would_make_flats_of_a_grid():
    """The mutant: without the step of the grid its lines pass for parts."""
    points = rng().integers(0, 3000, (N, 2)).astype(np.float64)
    tree = cKDTree(whitening(points).of(points))
    assert flat_part(Neighbourhoods.of(tree, np.arange(N), 1e-12), 2) is not None


def test_faces_meet_in_fewer_dimensions():
    """Of a cube behind ReLU the edges: where two coordinates are 0."""
    points = np.maximum(rng().uniform([-0.3, -0.3, 0], 1, (N, 3)), 0)
    found = face_part(points, 3)
    assert found is not None
    assert found.most == 1
    assert found.rows.tolist() == np.flatnonzero((points[:, :2] == 0).all(axis=1)).tolist()


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([0.1, 0.2, 0.4], 0.1),
        ([0.0, 0.0], 0.0),
        ([3.0, 3.0], 16 * 2**-10 * 3),  # half precision
        ([1 / 3, 2**0.5, 3**0.5], 16 * 2**-52 * 3**0.5),
        (np.array([1 / 3, 2**0.5, 3**0.5], dtype=np.float32), 16 * 2**-23 * 3**0.5),
        ([-1e308, 1e308, 0.123e308], 16 * 2**-52 * 1e308),
    ],
)
def test_the_resolution_of_a_column(column: list[float], expected: float):
    found = resolution(np.array(column, dtype=np.float64)[:, None])
    assert found.tolist() == pytest.approx([expected], rel=1e-6)
