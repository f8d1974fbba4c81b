"""Piecewise-linear activations: their values, at kinks above all, their balls and their pieces."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq

from ibverify.activations import Piece, named, names
from ibverify.activations._piecewise import PiecewiseLinear, facts, piece
from ibverify.errors import ProblemError
from ibverify.exact.rational import rational
from ibverify.polyhedra import box, volume


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("identity", {"-2": "-2", "0": "0", "1/3": "1/3"}),
        ("relu", {"-2": "0", "0": "0", "1/3": "1/3"}),
        ("abs", {"-2": "2", "0": "0", "1/3": "1/3"}),
        ("leaky_relu", {"-2": "-1/50", "0": "0", "1/3": "1/3"}),
        ("step", {"-2": "0", "0": "0", "1/1000": "1", "1": "1"}),
        ("hardtanh", {"-2": "-1", "-1": "-1", "-1/2": "-1/2", "0": "0", "1": "1", "3": "1"}),
        ("clip", {"-2": "-1", "-1": "-1", "1/2": "1/2", "1": "1", "3": "1"}),
    ],
)
def test_values(name: str, values: dict[str, str]):
    activation = named(name)
    assert activation.at([rational(x) for x in values]) == tuple(rational(y) for y in values.values())


@pytest.mark.parametrize(
    ("name", "point", "value"),
    [
        ("max", "1 3 2", "3"),
        ("max", "-1/2", "-1/2"),
        ("argmax", "1 3 2", "1"),
        ("argmax", "2 3 3", "1"),
        ("argmax", "0 0 0", "0"),
    ],
)
def test_selections(name: str, point: str, value: str):
    assert named(name).at([rational(x) for x in point.split()]) == (rational(value),)
    assert named(name).width(3) == 1


def test_parameters():
    assert named("leaky_relu", slope=fmpq(-2)).at([fmpq(-3)]) == (6,)
    assert named("clip", lower=fmpq(0), upper=fmpq(6)).at([fmpq(-1), fmpq(5), fmpq(7)]) == (0, 5, 6)


def test_names_are_the_files():
    assert set(names()) >= {"identity", "relu", "abs", "leaky_relu", "step", "hardtanh", "max", "argmax", "tanh"}
    assert not any(name.startswith("_") for name in names())


@pytest.mark.parametrize(
    ("name", "parameters", "sentence"),
    [
        ("Relu", {}, "^activation: 'Relu' is not known; use one of abs, argmax, .*relu.*$"),
        ("_smooth", {}, "^activation: '_smooth' is not known; use one of"),
        ("relu", {"slope": fmpq(1)}, "^activation: 'slope' is no parameter of relu; relu takes none$"),
        (
            "leaky_relu",
            {"alpha": fmpq(1)},
            "^activation: 'alpha' is no parameter of leaky_relu; leaky_relu takes slope$",
        ),
        ("clip", {"lower": fmpq(2)}, "^clip: the lower bound 2 is above the upper bound 1; exchange them$"),
    ],
)
def test_what_is_no_activation_is_refused(name: str, parameters: dict[str, fmpq], sentence: str):
    with pytest.raises(ProblemError, match=sentence):
        named(name, **parameters)


@pytest.mark.parametrize(
    ("name", "inputs", "count"),
    [("step", 3, 8), ("relu", 3, None), ("argmax", 3, 3), ("max", 3, None), ("identity", 1, None)],
)
def test_number_of_values(name: str, inputs: int, count: int | None):
    assert named(name).values(inputs) == count


def test_balls_that_meet_a_kink_hold_both_sides():
    """[-1/4, 1/2] under relu, abs and step; a ball on one side stays exact."""
    ball = arb(fmpq(1, 8), fmpq(3, 8))
    for name, low, high in (("relu", 0, fmpq(1, 2)), ("abs", 0, fmpq(1, 2)), ("step", 0, 1)):
        [found] = named(name).ball([ball])
        assert found.contains(low)
        assert found.contains(high)
    assert named("step").ball([arb(1, fmpq(1, 2))]) == (arb(1),)
    assert named("argmax").ball([arb(0), arb(5), ball]) == (arb(1),)
    assert named("argmax").ball([arb(1), arb(1)]) == (arb(0),)
    [either] = named("argmax").ball([arb(0), ball, arb(-3)])
    assert either.contains(0)
    assert either.contains(1)
    assert not either.contains(2)


def test_a_ball_at_a_kink_has_the_value_of_the_left():
    """step(0) = 0: the number 0 as a ball is not to the right of the kink."""
    assert named("step").ball([arb(0)]) == (arb(0),)
    with ctx.workprec(64):
        assert named("step").ball([arb(fmpq(1, 2**100))]) == (arb(1),)


def line(low: int, high: int) -> Piece:
    return Piece(box([(fmpq(low), fmpq(high))]), ((1, 0),), 1)


def test_pieces_of_three_segments():
    """-1/2 up to 0, then x/3, then 2/3 x - 1/6 from 1/2: on [-1, 1] the lengths are 1, 1/2, 1/2."""
    activation = PiecewiseLinear(
        name="bent",
        segments=(piece(value="-1/2", upto=0), piece(slope="1/3", upto="1/2"), piece(slope="2/3", value="-1/6")),
        facts=facts(continuous=False, injective=False, lipschitz=None),
        latex="b",
    )
    found = {volume(part.polytope): (part.rows, part.denominator) for part in activation.pieces(line(-1, 0))}
    assert found == {1: (((0, -3),), 6)}
    parts = sorted(activation.pieces(line(0, 1)), key=lambda part: part.rows)
    assert [(volume(part.polytope), part.rows, part.denominator) for part in parts] == [
        (fmpq(1, 2), ((2, 0),), 6),
        (fmpq(1, 2), ((4, -1),), 6),
    ]
    assert activation.kinks == (0, fmpq(1, 2))


def test_pieces_that_only_touch_a_kink_are_not_cut():
    [part] = named("relu").pieces(line(0, 1))
    assert part.rows == ((1, 0),)
    [part] = named("hardtanh").pieces(line(-1, 1))
    assert part.rows == ((1, 0),)


@pytest.mark.parametrize("name", ["step", "relu", "hardtanh", "leaky_relu"])
def test_a_coordinate_on_its_kink_has_the_value_of_the_kink(name: str):
    """The second coordinate is -1, or 0, or 1 on the whole segment."""
    activation = named(name)
    for level in (-1, 0, 1):
        for part in activation.pieces(Piece(box([(fmpq(-2), fmpq(2))]), ((1, 0), (0, level)), 1)):
            assert fmpq(part.rows[1][-1], part.denominator) == activation.at([fmpq(level)])[0]
            assert part.rows[1][0] == 0
