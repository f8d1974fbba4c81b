"""The oracle against values derived by hand, a breakpoint method for one input, and invariances of the input."""

from __future__ import annotations

import ast
import json
import math
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.recheck import laws as module
from ibverify.recheck.laws import ProblemError, laws

SOURCE = Path(module.__file__)


def problem(components: list[dict[str, Any]], *network: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"format": "ibverify-problem/1", "input": components, "network": list(network), **rest}


def component(label: str = "0", mass: str = "1", **shape: Any) -> dict[str, Any]:
    return {"label": label, "mass": mass, **shape}


def layer(weight: list[list[Any]], bias: list[Any], activation: str, **rest: Any) -> dict[str, Any]:
    return {"weight": weight, "bias": bias, "activation": activation, **rest}


def neuron(activation: str, *weight: Any, bias: Any = 0, **rest: Any) -> dict[str, Any]:
    return layer([list(weight or [1])], [bias], activation, **rest)


def last(*args: Any, **kwargs: Any) -> Any:
    return laws(problem(*args, **kwargs))["layers"][-1]


def readout(components: list[dict[str, Any]], rule: dict[str, Any]) -> Any:
    return laws(problem(components, readout=rule))["readout"]


def atom(at: str | list[str], **mass: str) -> dict[str, Any]:
    return {"at": [at] if isinstance(at, str) else at, "mass": {name.removeprefix("y"): m for name, m in mass.items()}}


def measured(law: Any) -> Any:
    """A law without its number of simplices, which depends on how its support was cut."""
    return {key: value for key, value in law.items() if key != "cells"}


UNIT = [component(box=[[0, 1]])]
SYMMETRIC = [component(box=[[-1, 1]])]


# Activations, on laws whose image is plain to see.


def test_relu_has_an_atom() -> None:
    assert last(SYMMETRIC, neuron("relu")) == {
        "atoms": [atom("0", y0="1/2")],
        "continuous": {"0": "1/2"},
        "dimensions": {"0": "1/2", "1": "1/2"},
        "cells": 2,
    }


@pytest.mark.parametrize(
    ("box", "activation", "atoms", "continuous"),
    [
        (["-1", "1"], "identity", {}, "1"),
        (["-1", "1"], "abs", {}, "1"),
        (["-1", "1"], "leaky_relu", {}, "1"),
        (["-2", "2"], "hardtanh", {"-1": "1/4", "1": "1/4"}, "1/2"),
        (["-1", "2"], "step", {"0": "1/3", "1": "2/3"}, None),
        (["0", "1"], "step", {"1": "1"}, None),  # 0 itself has no mass
        (["-1", "0"], "step", {"0": "1"}, None),
        (["0", "0"], "step", {"0": "1"}, None),  # step(0) = 0
        (["-1", "1"], "max", {}, "1"),
        (["-1", "1"], "argmax", {"0": "1"}, None),
    ],
)
def test_activation_of_an_interval(
    box: list[str], activation: str, atoms: dict[str, str], continuous: str | None
) -> None:
    law = last([component(box=[box])], neuron(activation))
    assert law["atoms"] == [atom(at, y0=mass) for at, mass in atoms.items()]
    assert law["continuous"] == ({"0": continuous} if continuous else {})


@pytest.mark.parametrize(
    ("activation", "image"),
    [
        ("identity", "-3/2"),
        ("relu", "0"),
        ("abs", "3/2"),
        ("leaky_relu", "-3/200"),
        ("hardtanh", "-1"),
        ("step", "0"),
    ],
)
def test_activation_of_a_point(activation: str, image: str) -> None:
    assert last([component(atom=["-3/2"])], neuron(activation))["atoms"] == [atom(image, y0="1")]


def test_slope_of_leaky_relu() -> None:
    assert last([component(atom=["-3/2"])], neuron("leaky_relu", slope="-2"))["atoms"] == [atom("3", y0="1")]
    assert last(SYMMETRIC, neuron("leaky_relu", slope="0")) == last(SYMMETRIC, neuron("relu"))


def test_dead_neuron_is_on_its_kink_everywhere() -> None:
    dead = layer([[0], [0], [1]], [0, 1, 0], "step")
    assert last(UNIT, dead)["atoms"] == [atom(["0", "1", "1"], y0="1")]


def test_max_and_argmax() -> None:
    two = [[1], [0]]
    assert last(UNIT, layer(two, [0, "1/4"], "max")) == {
        "atoms": [atom("1/4", y0="1/4")],
        "continuous": {"0": "3/4"},
        "dimensions": {"0": "1/4", "1": "3/4"},
        "cells": 2,
    }
    assert last(UNIT, layer(two, [0, "1/4"], "argmax"))["atoms"] == [atom("0", y0="3/4"), atom("1", y0="1/4")]
    assert last(UNIT, layer([[0], [1], [1]], [0, 0, 0], "argmax"))["atoms"] == [atom("1", y0="1")]  # a tie everywhere
    assert last([component(atom=[5])], layer([[1], [1]], [0, 0], "argmax"))["atoms"] == [atom("0", y0="1")]


def test_argmax_on_a_cube_is_uniform() -> None:
    cube = [component(box=[[0, 1]] * 3)]
    third = [atom(index, y0="1/3") for index in "012"]
    assert last(cube, layer([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, 0], "argmax"))["atoms"] == third
    assert readout(cube, {"argmax": True})["atoms"] == third


# Dimensions, sums of uniforms, and the ramp of Fig. 1.


def test_quadrants() -> None:
    law = last([component(box=[[-1, 1], [-1, 1]])], layer([[1, 0], [0, 1]], [0, 0], "relu"))
    assert law["dimensions"] == {"0": "1/4", "1": "1/2", "2": "1/4"}
    assert law["atoms"] == [atom(["0", "0"], y0="1/4")]
    assert law["continuous"] == {"0": "3/4"}


def test_rank_falls_with_the_weights() -> None:
    square = [component(box=[[0, 1], [0, 1]])]
    assert last(square, layer([[1, 2], [2, 4]], [0, 1], "identity"))["dimensions"] == {"1": "1"}
    assert last(square, layer([[0, 0], [0, 0]], [3, 1], "identity"))["atoms"] == [atom(["3", "1"], y0="1")]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_sum_below_one(n: int) -> None:
    """X1 + ... + Xn < 1 has probability 1/n! on the cube."""
    law = last([component(box=[[0, 1]] * n)], neuron("relu", *[1] * n, bias=-1))
    factorial = [1, 1, 2, 6, 24, 120][n]
    assert law["dimensions"].get("0") == str(Fraction(1, factorial))


def test_irwin_hall() -> None:
    """The sum of three uniforms falls into [0, 1], [1, 2], [2, 3] with masses 1/6, 4/6, 1/6."""
    rule = {"quantizer": {"levels": 3, "range": [0, 3]}}
    law = laws(problem([component(box=[[0, 1]] * 3)], neuron("identity", 1, 1, 1), readout=rule))["readout"]
    assert law["atoms"] == [atom("0", y0="1/6"), atom("1", y0="2/3"), atom("2", y0="1/6")]


def ramp(a: Fraction, b: Fraction) -> list[dict[str, Any]]:
    return [layer([[1], [1]], [str(-a), str(-a - b)], "relu"), neuron("identity", 1, -1)]


def test_ramp_on_points() -> None:
    points = zip(["1/8", "3/8", "5/8", "7/8"], ["1/8", "1/4", "1/2", "1/8"], "0101", strict=True)
    components = [component(label, mass, atom=[x]) for x, mass, label in points]
    _, hidden, output = laws(problem(components, *ramp(Fraction(1, 4), Fraction(2, 5))))["layers"]
    assert [entry["at"] for entry in hidden["atoms"]] == [["0", "0"], ["1/8", "0"], ["3/8", "0"], ["5/8", "9/40"]]
    assert output == {
        "atoms": [atom("0", y0="1/8"), atom("1/8", y1="1/4"), atom("3/8", y0="1/2"), atom("2/5", y1="1/8")],
        "continuous": {},
        "dimensions": {"0": "1"},
        "cells": 4,
    }


def test_ramp_on_intervals() -> None:
    ends = [("1/10", "3/20"), ("7/20", "2/5"), ("3/5", "13/20"), ("17/20", "9/10")]
    pieces = zip(ends, ["1/8", "1/4", "1/2", "1/8"], "0101", strict=True)
    components = [component(label, mass, box=[list(side)]) for side, mass, label in pieces]
    _, hidden, output = laws(problem(components, *ramp(Fraction(1, 4), Fraction(2, 5))))["layers"]
    assert hidden["dimensions"] == {"0": "1/8", "1": "7/8"}
    assert output == {
        "atoms": [atom("0", y0="1/8"), atom("2/5", y1="1/8")],
        "continuous": {"0": "1/2", "1": "1/4"},
        "dimensions": {"0": "1/4", "1": "3/4"},
        "cells": 4,  # 13/20 is a kink and the end of an interval, and cuts nothing
    }


def test_ramp_on_the_unit_interval() -> None:
    law = last(UNIT, *ramp(Fraction(1, 4), Fraction(2, 5)))
    assert law["atoms"] == [atom("0", y0="1/4"), atom("2/5", y0="7/20")]
    assert law["continuous"] == {"0": "2/5"}
    assert law["cells"] == 3


def test_atoms_merge_over_cells_and_labels() -> None:
    components = [
        component("b", "1/4", box=[[-1, 0]]),
        component("a", "1/4", atom=[-7]),
        component("b", "1/2", atom=[0]),
    ]
    law = last(components, neuron("relu"))
    assert law["atoms"] == [{"at": ["0"], "mass": {"a": "1/4", "b": "3/4"}}]
    assert list(law["atoms"][0]["mass"]) == ["a", "b"]
    assert law["cells"] == 3


def test_what_is_listed_is_sorted() -> None:
    law = last([component("b", "1/4", box=[[0, 1]]), *(component("a", "1/4", atom=[at]) for at in (10, 9, -1))])
    assert [entry["at"] for entry in law["atoms"]] == [["-1"], ["9"], ["10"]]
    assert list(law["dimensions"]) == ["0", "1"]


def test_no_mass_leaves_no_trace() -> None:
    assert last([component("0", "0", atom=[3]), *SYMMETRIC], neuron("relu")) == last(SYMMETRIC, neuron("relu"))


# Readouts.


def test_threshold() -> None:
    assert readout(UNIT, {"threshold": "2/5"})["atoms"] == [atom("0", y0="2/5"), atom("1", y0="3/5")]
    assert readout([component(atom=["2/5", "1"])], {"threshold": "2/5"})["atoms"] == [atom(["0", "1"], y0="1")]


@pytest.mark.parametrize(("at", "bin"), [("-5", "0"), ("0", "0"), ("1/4", "1"), ("1/2", "2"), ("1", "3"), ("7", "3")])
def test_bins_are_closed_on_the_left(at: str, bin: str) -> None:
    assert readout([component(atom=[at])], {"quantizer": {"levels": 4, "range": [0, 1]}})["atoms"] == [
        atom(bin, y0="1")
    ]


def test_quantizer() -> None:
    law = readout([component(box=[[-1, 1]])], {"quantizer": {"levels": 2, "range": ["0", "1"]}})
    assert law["atoms"] == [atom("0", y0="3/4"), atom("1", y0="1/4")]
    assert readout(UNIT, {"quantizer": {"levels": 1, "range": [0, 1]}})["atoms"] == [atom("0", y0="1")]


def test_null_is_no_readout() -> None:
    assert laws(problem(UNIT, readout=None)) == laws(problem(UNIT, expect=[])) == laws(problem(UNIT))
    assert laws(problem(UNIT))["readout"] is None


# The input.


TRIANGLE = [["0", "0"], ["1", "0"], ["0", "1"]]
SQUARE = [["0", "0"], ["1", "1"], ["1", "0"], ["0", "1"], ["1/2", "1/2"], ["1/2", "0"], ["0", "0"]]
WALLS = [[1, 0, 1], [-1, 0, 0], [0, 1, 1], [0, -1, 0], [1, 1, 2], [0, 0, 0]]


@pytest.mark.parametrize(
    ("shape", "dimension", "cells"),
    [
        ({"atom": ["1", "2"]}, "0", 1),
        ({"box": [["0", "1"], ["0", "1"]]}, "2", 2),
        ({"box": [["0", "1"], ["2", "2"], ["0", "1"], ["0", "1"]]}, "3", 6),
        ({"box": [["2", "2"]]}, "0", 1),
        ({"polytope": TRIANGLE}, "2", 1),
        ({"polytope": SQUARE}, "2", 2),
        ({"polytope": [["0", "1", "2"]]}, "0", 1),
        ({"polytope": [["0", "0", "1"], ["1", "1", "0"], ["1/2", "1/2", "1/2"]]}, "1", 1),
        ({"polytope": [["0", "0", "0"], ["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]}, "3", 1),
        ({"polytope": [[0, 0, 0], [1, 1, 0], [0, 0, 1], [1, 1, 1]]}, "2", 2),  # in the plane x = y
        ({"halfspaces": WALLS}, "2", 2),
        ({"halfspaces": [[1, 1, 1], [-1, -1, -1], [-1, 0, 0], [0, -1, 0]]}, "1", 1),
        ({"halfspaces": [[1, 0, 3], [-1, 0, -3], [0, 1, 0], [0, -1, 0]]}, "0", 1),
    ],
)
def test_sets(shape: dict[str, Any], dimension: str, cells: int) -> None:
    law = last([component(**shape)])
    assert law["dimensions"] == {dimension: "1"}
    assert law["cells"] == cells


def test_one_square_four_ways() -> None:
    ways: list[dict[str, Any]] = [
        {"box": [[0, 1], [0, 1]]},
        {"polytope": SQUARE},
        {"polytope": SQUARE[3::-1]},
        {"halfspaces": WALLS},
    ]
    net = layer([[3, -1], [1, 2]], ["-1/3", "-7/5"], "relu")
    first, *others = (measured(last([component(**way)], net)) for way in ways)
    assert all(other == first for other in others)
    assert measured(last([component(polytope=TRIANGLE)], net)) != first


def test_polygon_in_the_ratio_of_its_triangles() -> None:
    """The trapezoid (0,0), (3,0), (1,1), (0,1) has area 2, and 1 of it lies in the square x < 1, y < 1."""
    trapezoid = [["1", "1"], ["0", "0"], ["0", "1"], ["3", "0"]]
    law = last([component(polytope=trapezoid)], neuron("step", 1, 0, bias=-1))
    assert law["atoms"] == [atom("0", y0="1/2"), atom("1", y0="1/2")]


def test_segment_between_the_extreme_points() -> None:
    """On the segment from (0, 0) to (4, 2), named by four points, x > 1 has probability 3/4."""
    points = [["2", "1"], ["4", "2"], ["0", "0"], ["1", "1/2"]]
    law = last([component(polytope=points)], neuron("step", 1, 0, bias=-1))
    assert law["atoms"] == [atom("0", y0="1/4"), atom("1", y0="3/4")]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (3, "3"),
        (-3, "-3"),
        (0.5, "1/2"),
        (0.1, "3602879701896397/36028797018963968"),
        ("-2/4", "-1/2"),
        ("-0", "0"),
        ("2.50", "5/2"),
        ("-0.5e+1", "-5"),
        ("12e-2", "3/25"),
        ("007", "7"),
        ("7" * 5000, "7" * 5000),
        ("1/" + "7" * 5000, "1/" + "7" * 5000),
    ],
)
def test_numbers(number: object, value: str) -> None:
    assert last([component(atom=[number])])["atoms"][0]["at"] == [value]


@pytest.mark.parametrize(
    "number",
    [
        *("", "+1", " 1", "1 ", "1_0", "1/0", "1/-2", "1.", ".5", "1E3", "1e12345", "0x1", "١", "nan", "a"),
        *(True, None, [1], math.nan, math.inf),
    ],
)
def test_what_is_no_number(number: object) -> None:
    with pytest.raises(ProblemError, match=r"input\[0\]\.atom: .* is not a number"):
        laws(problem([component(atom=[number])]))


# Two routes, and invariances.


def forward(network: list[dict[str, Any]], x: Fraction) -> list[list[Fraction]]:
    """The value of each layer at a point of the line."""
    values, z = [[x]], [x]
    for entry in network:
        rows = zip(entry["weight"], entry["bias"], strict=True)
        z = [sum((Fraction(w) * v for w, v in zip(row, z, strict=True)), Fraction(b)) for row, b in rows]
        match entry["activation"]:
            case "relu":
                z = [max(v, Fraction(0)) for v in z]
            case "leaky_relu":
                z = [v if v > 0 else v * Fraction(entry["slope"]) for v in z]
            case "step":
                z = [Fraction(v > 0) for v in z]
            case "abs":
                z = [abs(v) for v in z]
            case "hardtanh":
                z = [min(max(v, Fraction(-1)), Fraction(1)) for v in z]
            case "max":
                z = [max(z)]
            case "argmax":
                z = [Fraction(z.index(max(z)))]
        values.append(z)
    return values


def breakpoints(network: list[dict[str, Any]], low: Fraction, high: Fraction) -> list[Fraction]:
    """Points between which every layer is affine: where a pre-activation meets a kink or another one."""
    points = [low, high]
    for depth, entry in enumerate(network):
        affine = [*network[:depth], {**entry, "activation": "identity"}]
        found = set(points)
        for a, b in pairwise(points):
            s, t = (2 * a + b) / 3, (a + 2 * b) / 3
            us, vs = forward(affine, s)[-1], forward(affine, t)[-1]
            pairs = [(u - k, v - k) for u, v in zip(us, vs, strict=True) for k in (-1, 0, 1)]
            pairs += [(us[i] - us[j], vs[i] - vs[j]) for i in range(len(us)) for j in range(i)]
            zeros = {s - u * (t - s) / (v - u) for u, v in pairs if u != v}
            found |= {zero for zero in zeros if a < zero < b}
        points = sorted(found)
    return points


def by_breakpoints(low: Fraction, high: Fraction, network: list[dict[str, Any]]) -> list[Any]:
    """Atoms and continuous mass of each layer, X uniform on [low, high]: constant between breakpoints, or not."""
    points = breakpoints(network, low, high)
    found = []
    for depth in range(len(network) + 1):
        atoms: dict[tuple[Fraction, ...], Fraction] = {}
        continuous = Fraction(0)
        for a, b in pairwise(points):
            s, t = (tuple(forward(network, x)[depth]) for x in ((2 * a + b) / 3, (a + 2 * b) / 3))
            mass = (b - a) / (high - low)
            if s == t:
                atoms[s] = atoms.get(s, Fraction(0)) + mass
            else:
                continuous += mass
        found.append((atoms, continuous))
    return found


def by_simplices(low: Fraction, high: Fraction, network: list[dict[str, Any]]) -> list[Any]:
    entries: Any = laws(problem([component(box=[[str(low), str(high)]])], *network))["layers"]
    return [
        (
            {tuple(map(Fraction, entry["at"])): Fraction(entry["mass"]["0"]) for entry in law["atoms"]},
            Fraction(law["continuous"].get("0", "0")),
        )
        for law in entries
    ]


rationals = st.fractions(min_value=-3, max_value=3, max_denominator=4).map(str)
ACTIVATIONS = ["identity", "relu", "leaky_relu", "step", "abs", "hardtanh", "max", "argmax"]


@st.composite
def networks(draw: st.DrawFn, width: int = 1, most: int = 3) -> list[dict[str, Any]]:
    network = []
    for _ in range(draw(st.integers(1, most))):
        rows = draw(st.integers(1, most))
        weight = draw(st.lists(st.lists(rationals, min_size=width, max_size=width), min_size=rows, max_size=rows))
        bias = draw(st.lists(rationals, min_size=rows, max_size=rows))
        activation = draw(st.sampled_from(ACTIVATIONS))
        slope = {"slope": draw(rationals)} if activation == "leaky_relu" else {}
        network.append(layer(weight, bias, activation, **slope))
        width = 1 if activation in ("max", "argmax") else rows
    return network


@given(networks())
def test_breakpoints_agree(network: list[dict[str, Any]]) -> None:
    """On one input, the laws from simplices are the laws from breakpoints, layer by layer."""
    assert by_simplices(Fraction(-2), Fraction(3), network) == by_breakpoints(Fraction(-2), Fraction(3), network)


def test_breakpoints_disagree_with_another_network() -> None:
    assert by_simplices(Fraction(-2), Fraction(3), [neuron("relu")]) != by_breakpoints(
        Fraction(-2), Fraction(3), [neuron("relu", bias="1/100")]
    )


def total(law: Any) -> Fraction:
    atoms = [mass for entry in law["atoms"] for mass in entry["mass"].values()]
    return sum(map(Fraction, [*atoms, *law["continuous"].values()]), Fraction())


@given(networks(width=2, most=2))
def test_masses_sum_to_one(network: list[dict[str, Any]]) -> None:
    """No layer loses or gains mass, neither in atoms and continuous part, nor over the dimensions."""
    components = [component("0", "1/3", box=[[-1, 1], [0, 1]]), component("1", "2/3", polytope=TRIANGLE)]
    entries: Any = laws(problem(components, *network))["layers"]
    assert [total(law) for law in entries] == [1] * (len(network) + 1)
    assert [sum(map(Fraction, law["dimensions"].values())) for law in entries] == [1] * (len(network) + 1)


@given(networks(width=2, most=2), st.fractions(min_value="-9/10", max_value="9/10", max_denominator=10))
def test_a_cut_of_the_input_changes_nothing(network: list[dict[str, Any]], x: Fraction) -> None:
    """A square, and its two parts left and right of x with masses in the ratio of the areas, have the same laws."""
    whole = [component(box=[[-1, 1], [0, 2]])]
    parts = [
        component("0", str((x + 1) / 2), box=[[-1, str(x)], [0, 2]]),
        component("0", str((1 - x) / 2), box=[[str(x), 1], [0, 2]]),
    ]
    assert measured(last(whole, *network)) == measured(last(parts, *network))


def test_a_cut_in_another_ratio_changes_the_law() -> None:
    parts = [component("0", "1/2", box=[[-1, "1/2"]]), component("0", "1/2", box=[["1/2", 1]])]
    assert measured(last(parts, neuron("relu"))) != measured(last(SYMMETRIC, neuron("relu")))


# Refusals: each is one change from a problem that is answered.


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "ibverify-problem/2"}, r"format: .* is not known"),
        ({"parameters": {"a": ["0", "1"]}}, r"problem: \['parameters'\] not supported"),
        ({"input_noise": {"uniform": "1"}}, r"problem: \['input_noise'\] not supported"),
        ({"input": {"npz": "d.npz", "x": "x", "y": "y"}}, r"input: .*npz.* is not a list"),
        ({"input": []}, r"input: \[\] is not a list with entries"),
        ({"input": [component(mass="11/12", atom=[1])]}, r"input: the masses sum to 11/12"),
        ({"input": [component(mass="2", atom=[1]), component(mass="-1", atom=[1])]}, r"input\[1\]: .*not negative"),
        ({"input": [component(atom=[1]), component(mass="0", atom=[1, 2])]}, r"the dimensions are \[1, 2\]"),
        ({"input": [{"label": 0, "mass": "1", "atom": [1]}]}, r"input\[0\]: .*give a string"),
        ({"input": [component()]}, r"input\[0\]: .*one set"),
        ({"input": [component(atom=[1], box=[[0, 1]])]}, r"input\[0\]: .*one set"),
        ({"input": [component(ball=[1])]}, r"input\[0\]: \['ball'\] not supported"),
        ({"input": [component(box=[[1, 0]])]}, r"input\[0\]\.box: .* is empty"),
        ({"input": [component(box=[[0, 1, 2]])]}, r"input\[0\]\.box: 3 numbers; give 2"),
        ({"input": [component(box=[[0, 1]] * 9)]}, r"input\[0\]\.box: .* too many sides"),
        ({"input": [component(polytope=[[0, 1], [0]])]}, r"polytope: the vertices differ in dimension"),
        (
            {"input": [component(polytope=[[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])]},
            r"8 vertices in 3",
        ),
        ({"input": [component(halfspaces=[[1, 0, 0, 1], [-1, 0, 0, 0]])]}, r"halfspaces: 4 numbers; give 3"),
        ({"input": [component(halfspaces=WALLS[:3])]}, r"halfspaces: .* empty or unbounded"),
        ({"input": [component(halfspaces=[[-1, 0, 0], [0, -1, 0], [-1, -1, -1]])]}, r"empty or unbounded"),
        ({"input": [component(halfspaces=[*WALLS, [1, 1, -1]])]}, r"halfspaces: .* empty or unbounded"),
        ({"input": [component(halfspaces=[*WALLS, [0, 0, -1]])]}, r"halfspaces: .* empty or unbounded"),
        ({"input": [component(halfspaces=[[0, 0, 1]])]}, r"halfspaces: .* empty or unbounded"),
        ({"network": {"onnx": "net.onnx"}}, r"network: .*onnx.* is not a list"),
        ({"network": [{"noise": {"uniform": "1/20"}}]}, r"network\[0\]: .*noise.*give an object with"),
        ({"network": [neuron("tanh")]}, r"network\[0\]\.activation: 'tanh' is not supported"),
        ({"network": [neuron("relu", slope="1")]}, r"network\[0\]\.slope: 'relu' has none"),
        ({"network": [neuron("relu", 1, 2)]}, r"network\[0\]\.weight: 2 numbers; give 1"),
        ({"network": [layer([[1]], [0, 0], "relu")]}, r"network\[0\]\.bias: 2 numbers; give 1"),
        ({"network": [neuron("relu", "a")]}, r"network\[0\]\.weight: 'a' is not a number"),
        ({"readout": {"soft": True}}, r"readout: \['soft'\] not supported"),
        ({"readout": {"argmax": False}}, r"readout: .* is not supported"),
        ({"readout": {"argmax": True, "threshold": 1}}, r"readout: .* is not supported"),
        (
            {"readout": {"quantizer": {"levels": "3/2", "range": [0, 1]}}},
            r"readout\.quantizer: .*give 1 to 1000 levels",
        ),
        ({"readout": {"quantizer": {"levels": 0, "range": [0, 1]}}}, r"readout\.quantizer: .*give 1 to 1000 levels"),
        ({"readout": {"quantizer": {"levels": 1001, "range": [0, 1]}}}, r"readout\.quantizer: .*give 1 to 1000 levels"),
        ({"readout": {"quantizer": {"levels": 2, "range": [1, 1]}}}, r"readout\.quantizer: .*range from low to high"),
    ],
)
def test_refusals(change: dict[str, Any], message: str) -> None:
    good = problem(UNIT, neuron("relu"))
    assert laws(good)
    with pytest.raises(ProblemError, match=message):
        laws(good | change)


def test_a_law_of_too_many_simplices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CELLS", 2)
    assert last(UNIT, *ramp(Fraction(1, 4), Fraction(9, 10)))["cells"] == 2
    with pytest.raises(ProblemError, match=r"network: its laws take more than 2 simplices"):
        laws(problem(UNIT, *ramp(Fraction(1, 4), Fraction(2, 5))))


# Alone: as a program, and with the standard library only.


def run(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SOURCE)], input=text, capture_output=True, text=True, check=False, timeout=60
    )


def test_runs_alone() -> None:
    given_problem = problem(SYMMETRIC, neuron("relu"), readout={"threshold": "1/2"})
    done = run(json.dumps(given_problem))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == laws(given_problem)


@pytest.mark.parametrize(
    "text",
    ["", "[", "[" * 100_000, "{}", "3", '"\\ud800"', json.dumps(problem(UNIT, neuron("tanh")))],
)
def test_refuses_in_one_line(text: str) -> None:
    done = run(text)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("refused: ")
    assert done.stderr.count("\n") == 1


def test_reads_integers_of_any_length() -> None:
    done = run(json.dumps(problem([component(atom=["@"])])).replace('"@"', "7" * 5000))
    assert json.loads(done.stdout)["layers"][0]["atoms"][0]["at"] == ["7" * 5000]


def foreign(source: str) -> set[str]:
    """The modules that a source imports and that the standard library does not have; a relative import is one."""
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("." * node.level or str(node.module).partition(".")[0])
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            imported |= {name} & {"__import__", "import_module", "exec", "eval"}
    return imported - sys.stdlib_module_names


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import json, numpy.linalg", {"numpy"}),
        ("def f():\n    from ibverify.measure import law", {"ibverify"}),
        ("from . import engine", {"."}),
        ("__import__('flint')", {"__import__"}),
        ("importlib.import_module('flint')", {"import_module"}),
    ],
)
def test_foreign_imports_are_seen(source: str, found: set[str]) -> None:
    assert foreign(source) == found


def test_standard_library_alone() -> None:
    assert foreign(SOURCE.read_text(encoding="utf-8")) == set()
