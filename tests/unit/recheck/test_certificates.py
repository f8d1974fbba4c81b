"""The checker of law certificates against values derived by hand, the engine, and mutants of itself."""

from __future__ import annotations

import ast
import json
import math
import random
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import Infinite, Value
from ibverify.exact.loglinear import entropy_form
from ibverify.formats.law_certificate import certificate_to_dict
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.loaders.statement import statement_from_dict
from ibverify.polyhedra import from_points, volume
from ibverify.recheck import certificates as module
from ibverify.recheck.certificates import Rejected, Unreadable, check, digest, read
from ibverify.study.analyze import analyze
from ibverify.study.certify import Finite, Unknown, certify
from ibverify.study.certify import Infinite as Spread
from ibverify.testing import problem_dicts

SOURCE = Path(module.__file__)

Document = dict[str, Any]


def component(mass: str = "1", **shape: Any) -> Document:
    return {"label": "0", "mass": mass, **shape}


def layer(weight: list[list[Any]], bias: list[Any], activation: str, **rest: Any) -> Document:
    return {"weight": weight, "bias": bias, "activation": activation, **rest}


def neuron(activation: str, *weight: Any, bias: Any = "0", **rest: Any) -> Document:
    return layer([list(weight or ["1"])], [bias], activation, **rest)


def problem(components: list[Document], *network: Document, **rest: Any) -> Document:
    return {"format": "ibverify-problem/1", "input": components, "network": list(network), **rest}


def infinite(*points: Any, component: Any = 0) -> Document:
    return {"I(X;L)": "infinite", "witness": {"component": component, "points": list(points)}}


def finite(*masses: Any) -> Document:
    return {"I(X;L)": "finite", "masses": list(masses)}


UNKNOWN = {"I(X;L)": "unknown"}


def sealed(about: Any, *claims: Document, **changes: Any) -> Document:
    """A certificate with the digests that it should have."""
    numbered = [{"index": i, **claim} for i, claim in enumerate(claims, start=1)]
    made = {"format": module.FORMAT, "kind": "law", "problem": about, "problem_digest": digest(about)}
    made |= {"layers": numbered, **changes}
    return {**made, "digest": digest(made)}


def says(about: Document, claim: Document) -> str:
    """What is proved of the last layer, if nothing is claimed of the others."""
    *_, last = check(sealed(about, *[UNKNOWN] * (len(about["network"]) - 1), claim))
    return last.partition(": ")[2]


SYMMETRIC = [component(box=[["-1", "1"]])]
SQUARE = [component(box=[["0", "1"], ["0", "1"]])]


# Infinite.


@pytest.mark.parametrize(
    ("shape", "weights"),
    [
        ({"box": [["0", "1"], ["0", "1"]]}, (["0", "0"], ["1/2", "1/2"])),
        ({"halfspaces": [["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "1"]]}, (["0", "0"], ["1/3", "1/3"])),
        ({"polytope": [["0", "0"], ["1", "0"], ["0", "1"]]}, (["1", "0", "0"], ["0", "1/2", "1/2"])),
        ({"polytope": [["0", "0"], ["1", "1"]]}, (["1", "0"], ["0", "1"])),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else None,
)
def test_two_points_of_each_shape(shape: Document, weights: tuple[Any, Any]):
    about = problem([component(**shape)], neuron("relu", "1", "1"))
    assert says(about, infinite(*weights)) == "I(X;L) = oo, since L is not constant on input[0]"
    with pytest.raises(Rejected, match="not shown to differ"):
        says(about, infinite(weights[0], weights[0]))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "softplus", "relu", "abs", "leaky_relu", "hardtanh", "max"])
def test_every_continuous_activation(activation: str):
    assert says(problem(SYMMETRIC, neuron(activation)), infinite(["0"], ["1"])).startswith("I(X;L) = oo")


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_behind_smooth_activations_bounds_tell_points_apart(activation: str):
    deep = [neuron(activation), neuron("relu", bias="1"), neuron(activation), neuron("identity")]
    assert says(problem(SYMMETRIC, *deep), infinite(["0"], ["1"])).startswith("I(X;L) = oo")


def test_saturated_points_take_more_bits():
    """1 - tanh(100) is 2 exp(-200), near 2**-287: 128 bits are too few, 512 are enough."""
    about = problem([component(box=[["100", "101"]])], neuron("tanh"), neuron("identity"))
    assert says(about, infinite(["100"], ["101"])).startswith("I(X;L) = oo")
    far = problem([component(box=[["1000", "1001"]])], neuron("tanh"), neuron("identity"))
    with pytest.raises(Rejected, match="not shown to differ"):
        says(far, infinite(["1000"], ["1001"]))


def test_softmax_depends_on_differences():
    two = layer([["1"], ["1"]], ["0", "1"], "softmax")
    with pytest.raises(Rejected, match="not shown to differ"):
        says(problem(SYMMETRIC, two), infinite(["0"], ["1"]))
    assert says(problem(SYMMETRIC, two), finite(["1", 1])) == "I(X;L) = 0"
    assert says(problem(SYMMETRIC, layer([["1"], ["2"]], ["0", "0"], "softmax")), infinite(["0"], ["1"]))
    parts = [component("1/2", box=[["0", "1"]]), component("1/2", atom=["5"])]
    assert says(problem(parts, neuron("softmax")), finite(["1", 1])) == "I(X;L) = 0"


def test_behind_softplus_and_softmax_bounds_are_crude():
    wide = problem([component(box=[["0", "9"]])], neuron("softplus"), neuron("identity"))
    assert says(wide, infinite(["0"], ["9"])).startswith("I(X;L) = oo")  # at most 1, at least 9
    for activation in ("softplus", "softmax"):
        with pytest.raises(Rejected, match="not shown to differ"):
            says(problem(SYMMETRIC, neuron(activation), neuron("identity")), infinite(["0"], ["1"]))


# Finite.


@pytest.mark.parametrize(
    ("shape", "network", "masses", "value"),
    [
        ({"box": [["-1", "3"]]}, [neuron("step")], [["3/4", 1], ["1/4", 1]], "-3/4*log(3/4) - 1/4*log(1/4)"),
        ({"box": [["-1", "0"]]}, [neuron("step")], [["1", 1]], "0"),
        ({"box": [["-1", "0"]]}, [neuron("relu")], [["1", 1]], "0"),
        ({"box": [["0", "0"], ["-1", "1"]]}, [neuron("step", "1", "0")], [["1", 1]], "0"),  # on its kink
        ({"polytope": [["0", "0"], ["1", "1"]]}, [neuron("step", "1", "-1")], [["1", 1]], "0"),
        ({"polytope": [["0", "0"], ["1", "0"], ["0", "1"]]}, [neuron("step", "2", "0", bias="-1")],
         [["3/4", 1], ["1/4", 1]], "-3/4*log(3/4) - 1/4*log(1/4)"),
        ({"halfspaces": [["-1", "0", "0", "0"], ["0", "-1", "0", "0"], ["0", "0", "-1", "0"], ["1", "1", "1", "1"]]},
         [neuron("step", "2", "0", "0", bias="-1")], [["7/8", 1], ["1/8", 1]], "-7/8*log(7/8) - 1/8*log(1/8)"),
        ({"box": [["0", "1"]] * 3}, [layer([["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]], ["0"] * 3, "argmax")],
         [["1/3", 3]], "-1*log(1/3)"),
        ({"box": [["-1", "1"]]}, [neuron("step"), neuron("relu", "5", bias="-2")], [["1/2", 2]], "-1*log(1/2)"),
        ({"box": [["-1", "1"]]}, [layer([["0"]], ["1"], "tanh"), neuron("step")], [["1", 1]], "0"),
        ({"box": [["-1", "1"]]}, [neuron("step"), neuron("tanh"), neuron("sigmoid")], [["1/2", 2]], "-1*log(1/2)"),
    ],
)  # fmt: skip
def test_atoms(shape: Document, network: list[Document], masses: list[Any], value: str):
    about = problem([component(**shape)], *network)
    assert says(about, finite(*masses)) == f"I(X;L) = {value}"
    with pytest.raises(Rejected, match="the atoms of L are"):
        says(about, finite(["1/5", 5]))


def test_atoms_of_several_components_are_added():
    """relu: 1/4 + 1/8 at 0 from the box and the point, 1/8 at 2; then the continuous part is cut off by hardtanh."""
    parts = [component("1/2", box=[["-1", "0"]]), component("1/4", atom=["-3"]), component("1/4", atom=["2"])]
    assert says(problem(parts, neuron("relu")), finite(["3/4", 1], ["1/4", 1])).endswith("-3/4*log(3/4) - 1/4*log(1/4)")


@pytest.mark.parametrize("extra", [[], [["1", "0", "0"]], [["0", "0", "0"], ["1/2", "1/2", "0"]]])
def test_a_hull_of_more_points_than_a_simplex_has(extra: list[Any]):
    """The octahedron is halved by x = 0, whatever points are listed beside its vertices."""
    corners = [[str(sign * (i == j)) for j in range(3)] for i in range(3) for sign in (1, -1)]
    about = problem([component(polytope=corners + extra)], neuron("step", "1", "0", "0"))
    assert says(about, finite(["1/2", 2])) == "I(X;L) = -1*log(1/2)"


@given(st.integers(1, 3).flatmap(lambda d: st.lists(st.tuples(*[st.integers(-3, 3)] * d), min_size=1, max_size=9)))
def test_triangulations_fill_the_hull(points: list[tuple[int, ...]]):
    """The simplices of a hull have shares that sum to 1, and volumes that sum to the hull's, found by cuts."""
    if len(set(points)) == 1:
        return
    chart, hull = from_points([[fmpq(x) for x in point] for point in points])
    if hull.dimension < len(points[0]):
        return
    simplices = module._simplices([tuple(map(Fraction, point)) for point in points])
    assert sum(share for share, _ in simplices) == 1
    size = [abs(module._echelon([(*v, Fraction(1)) for v in corners])[2]) for _, corners in simplices]
    assert sum(size) / math.factorial(hull.dimension) == Fraction(str(volume(hull)))
    assert [share * sum(size) for share, _ in simplices] == size
    assert chart.rows


def test_a_layer_may_read_several():
    """max(x, 0) and x: their difference is max(0, -x), and (x > 0) + x has no atoms."""
    skip = layer([["-1", "1"]], ["0"], "step", sources=[0, 1])
    assert says(problem(SYMMETRIC, neuron("relu"), skip), finite(["1/2", 2])) == "I(X;L) = -1*log(1/2)"
    both = layer([["1", "1"]], ["0"], "identity", sources=[0, 1])
    with pytest.raises(Rejected, match="L is not constant"):
        says(problem(SYMMETRIC, neuron("step"), both), finite(["1/2", 2]))


def test_only_what_feeds_a_layer_counts():
    """Beside a step and a tanh, of which it reads nothing, a layer is infinite, or has atoms."""
    beside = [neuron("step"), layer([["1"]], ["0"], "tanh", sources=[0])]
    assert says(problem(SYMMETRIC, *beside, layer([["1"]], ["0"], "relu", sources=[0])), infinite(["0"], ["1"]))
    assert says(problem(SYMMETRIC, *beside, layer([["1"]], ["0"], "step", sources=[0])), finite(["1/2", 2]))


def test_ranges_show_a_layer_to_be_constant_on_a_box_of_any_size():
    cube = [component(box=[["0", "1"]] * 400)]
    assert says(problem(cube, neuron("relu", *["1"] * 400, bias="-400")), finite(["1", 1])) == "I(X;L) = 0"
    with pytest.raises(Rejected, match="a box of so many sides"):
        says(problem(cube, neuron("relu", *["1"] * 400, bias="-399")), finite(["1", 1]))


def test_outputs_behind_smooth_activations():
    """sigmoid(x) is 1/2 at 0 alone; sigmoid(x) + sigmoid(-x) = 1, which bounds do not show."""
    parts = [component("1/2", atom=["1"]), component("1/4", atom=["2"]), component("1/4", atom=["1"])]
    assert says(problem(parts, neuron("sigmoid"), neuron("relu")), finite(["3/4", 1], ["1/4", 1]))
    mirrored = layer([["1"], ["-1"]], ["0", "0"], "sigmoid")
    with pytest.raises(Rejected, match="neither to be equal nor to differ"):
        says(problem(parts, mirrored, neuron("identity", "1", "1")), finite(["1", 1]))
    line = [component(box=[["-1", "1"]])]
    with pytest.raises(Rejected, match="layer 1 is not constant, and what is behind it is not known"):
        says(problem(line, neuron("tanh"), neuron("step")), finite(["1/2", 2]))


def test_readouts_are_layers():
    about = problem(SQUARE, neuron("identity", "1", "0"), readout={"threshold": "1/4"})
    certificate = sealed(about, UNKNOWN, finite(["3/4", 1], ["1/4", 1]))
    certificate["layers"][1]["index"] = "readout"
    certificate = sealed(about, layers=certificate["layers"])
    assert check(certificate)[1] == "readout: I(X;L) = -3/4*log(3/4) - 1/4*log(1/4)"


@given(st.fractions(-300, 300, max_denominator=1000), st.sampled_from((16, 128, 512)))
def test_bounds_of_the_sigmoid(x: Fraction, bits: int):
    """They hold the function, and are at most four units of the last bit apart."""
    low, high = module._sigmoid(x, bits)
    with ctx.workprec(2000):
        value = 1 / (1 + (-arb(fmpq(x.numerator, x.denominator))).exp())
        assert arb(fmpq(low.numerator, low.denominator)) <= value <= arb(fmpq(high.numerator, high.denominator))
    assert high - low <= Fraction(4, 2**bits)


# Against the engine.


def agrees(claim: Any, value: Value) -> bool:
    """Whether a claim says what the engine found."""
    if isinstance(claim, Spread):
        return isinstance(value.content, Infinite)
    return isinstance(claim, Finite) and value == Value(entropy_form(m for m, n in claim.masses for _ in range(n)))


@given(problem_dicts())
def test_certificates_of_drawn_problems(document: Document):
    """Every layer has a certificate that is accepted, and says what the engine finds."""
    statement = statement_from_dict(document, Path())
    claims = certify(statement)
    assert check(certificate_to_dict(statement, claims), document)
    found = analyze(problem_from_dict(document, Path()))
    assert all(agrees(claim, found[i].compression) for i, claim in enumerate(claims, start=1))


def claimed(entry: Document) -> Any:
    if entry["I(X;L)"] == "unknown":
        return Unknown("")
    if entry["I(X;L)"] == "infinite":
        return Spread(0, ((), ()))
    return Finite(tuple((fmpq(*map(int, Fraction(mass).as_integer_ratio())), count) for mass, count in entry["masses"]))


def altered(value: Any, draw: random.Random) -> Any:
    """The value with one change somewhere."""
    if isinstance(value, dict) and value and draw.random() < 0.95:
        key = draw.choice(list(value))
        return {**value, key: altered(value[key], draw)}
    if isinstance(value, list) and value:
        i, kind = draw.randrange(len(value)), draw.random()
        if kind < 0.1:
            return value[:i] + value[i + 1 :]
        if kind < 0.2:
            return [*value, value[i]]
        if kind < 0.3:
            return draw.sample(value, len(value))
        return [altered(x, draw) if i == j else x for j, x in enumerate(value)]
    strange = [True, None, [], {}, 0, -1, 10**30, "1e9", "oo", "finite", "infinite", "unknown", "relu", "step", "tanh"]
    numbers = ["0", "1", "-1", "1/2", "1/4", "3/4", "2", "1/3", "-1/2", "5", 1, 2]
    return draw.choice(strange if draw.random() < 0.3 else numbers)


ALTERED = [
    sealed(
        problem([component("1/2", box=[["-1", "1"]]), component("1/2", atom=["3"])], neuron("relu"), neuron("step")),
        infinite(["0"], ["1"]),
        finite(["3/4", 1], ["1/4", 1]),
    ),
    sealed(
        problem(
            [component("1/2", polytope=[["0", "0"], ["1", "0"], ["0", "1"]]), component("1/2", box=[["0", "1"]] * 2)],
            layer([["1", "-1"], ["1", "1"]], ["0", "-1"], "hardtanh"),
            neuron("max", "1", "0"),
        ),
        infinite(["1", "0", "0"], ["0", "1", "0"]),
        infinite(["1/2", "0"], ["0", "1"], component=1),
    ),
    sealed(
        problem(
            [component("1/4", halfspaces=[["-1", "0"], ["2", "1"]]), component("3/4", box=[["-1", "1"]])],
            layer([["1"], ["-1"]], ["0", "1/2"], "argmax"),
            neuron("tanh"),
        ),
        finite(["19/32", 1], ["13/32", 1]),
        UNKNOWN,
    ),
]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_accepted_after_a_change_is_true(seed: int):
    """Certificates with one or two changes and new digests: those that pass say what the engine finds."""
    draw, outcomes = random.Random(seed), Counter[str]()
    assert check(ALTERED[seed])
    while outcomes.total() < 1500:
        certificate = {key: value for key, value in ALTERED[seed].items() if key != "digest"}
        for _ in range(draw.choice((1, 1, 2))):
            certificate = altered(certificate, draw)
        if not isinstance(certificate, dict) or "digest" in certificate:
            continue
        certificate["problem_digest"] = digest(certificate.get("problem"))
        certificate["digest"] = digest(certificate)
        try:
            check(certificate)
        except (Rejected, Unreadable) as error:
            outcomes[type(error).__name__] += 1
            continue
        outcomes["accepted"] += 1
        found = analyze(problem_from_dict(certificate["problem"], Path()))
        for i, entry in enumerate(certificate["layers"], start=1):
            claim = claimed(entry)
            assert isinstance(claim, Unknown) or agrees(claim, found[i].compression), certificate
    assert min(outcomes[kind] for kind in ("accepted", "Rejected", "Unreadable")) > 100, outcomes


# Every check can fail: without it, the mutant accepts what is false or is no certificate.

STEP = problem([component(box=[["-1", "3"]])], neuron("step"))
DEAD = problem([component(box=[["-2", "-1"]])], neuron("relu"))
LINE = problem(SYMMETRIC, neuron("identity"))
ATOMS = [component("1/2", atom=["1"]), component("1/2", atom=["2"])]
MUTANTS: dict[str, tuple[str, str, Any]] = {
    "the problem's digest": (
        'if fields["problem_digest"] != digest(fields["problem"]):',
        "if False:",
        sealed(LINE, infinite(["0"], ["1"]), problem_digest=digest(STEP)),
    ),
    "the digest": (
        'if fields.pop("digest") != digest(fields):',
        'if not fields.pop("digest"):',
        {**sealed(LINE, infinite(["0"], ["1"])), "digest": "0"},
    ),
    "something is claimed": ("if not any(said):", "if False:", sealed(LINE, UNKNOWN)),
    "the index": (
        'type(fields["index"]) is not type(place) or fields["index"] != place',
        "False",
        sealed(LINE, {**infinite(["0"], ["1"]), "index": True}),
    ),
    "nothing jumps": (
        "if layers[i - 1].activation in JUMPING), None)",
        "if not layers), None)",
        sealed(STEP, infinite(["0"], ["1"])),
    ),
    "a jump further back counts": (
        "found |= set(layers[index - 1].sources) if index in found else set()",
        "found |= set()",
        sealed(
            problem([component(box=[["-1", "3"]])], neuron("step"), neuron("relu")), UNKNOWN, infinite(["-1"], ["1"])
        ),
    ),
    "the component has mass": (
        "if not (component := problem.components[number]).mass:",
        "if not (component := problem.components[number]):",
        sealed(
            problem([component("0", box=[["0", "1"]]), component(atom=["0"])], neuron("relu")), infinite(["0"], ["1"])
        ),
    ),
    "points lie in a box": (
        "within = all(low <= x <= high for",
        "within = all(True for",
        sealed(DEAD, infinite(["-1"], ["1"])),
    ),
    "points lie in halfspaces": (
        "within = _satisfies(point, data)",
        "within = True",
        sealed(problem([component(halfspaces=[["1", "-1"], ["-1", "2"]])], neuron("relu")), infinite(["-1"], ["1"])),
    ),
    "weights are not negative": (
        "within = min(point) >= 0 and sum(point) == 1",
        "within = sum(point) == 1",
        sealed(problem([component(polytope=[["-1"], ["-2"]])], neuron("relu")), infinite(["1", "0"], ["3", "-2"])),
    ),
    "weights sum to 1": (
        "within = min(point) >= 0 and sum(point) == 1",
        "within = min(point) >= 0",
        sealed(problem([component(polytope=[["1"], ["1"]])], neuron("relu")), infinite(["1", "0"], ["1", "1"])),
    ),
    "images differ": (
        "    return any(a > d or b < c for",
        "    return any(True for",
        sealed(DEAD, infinite(["-1"], ["-2"])),
    ),
    "images are told apart by bounds": (
        "any(a > d or b < c for",
        "any(a != d for",
        sealed(problem(SYMMETRIC, layer([["0"]], ["1"], "tanh"), neuron("relu")), UNKNOWN, infinite(["0"], ["1"])),
    ),
    "softmax is on differences": (
        'if name == "softmax":',
        "if False:",
        sealed(problem(SYMMETRIC, layer([["1"], ["1"]], ["0", "0"], "softmax")), infinite(["0"], ["1"])),
    ),
    "the masses": ("if given != found:", "if not found:", sealed(STEP, finite(["1/2", 2]))),
    "ranges say what is constant": (
        "if not (source.exact or last.exact):",
        "if False:",
        sealed(LINE, finite(["1", 1])),
    ),
    "L is constant on each part": (
        "if not _same([vertex[len(layers)] for vertex in cell.vertices]):",
        "if False:",
        sealed(LINE, finite(["1", 1])),
    ),
    "parts are cut at kinks": ("< 0 < max(signs):", "< 0 > max(signs):", sealed(STEP, finite(["1", 1]))),
    "mass splits in the ratio of the edge": (
        "((i, share), (j, 1 - share))",
        "((j, share), (i, 1 - share))",
        sealed(
            problem([component("1/2", box=[["-1", "3"]]), component("1/2", atom=["1"])], neuron("step")),
            finite(["5/8", 1], ["3/8", 1]),
        ),
    ),
    "nothing is cut behind a smooth activation": (
        "if not _same(before) and (layer.activation in SMOOTH or not all(z.exact for z in before)):",
        "if False:",
        sealed(
            problem([component(box=[["-1", "3"]])], neuron("softplus"), neuron("step", bias="-1")),
            UNKNOWN,
            finite(["2/3", 1], ["1/3", 1]),
        ),
    ),
    "a jump takes the middle only of what varies": (
        "if layer.activation in JUMPING and not _same(before):",
        "if layer.activation in JUMPING:",
        sealed(
            problem(
                [component("1/2", box=[["-1", "1"]]), component("1/2", atom=["-9"])],
                neuron("step", bias="2"),  # 1, and 0
                neuron("sigmoid", bias="-1"),  # 1/2, of which the lower bound is exact, and less
                neuron("step", bias="-1/2"),
            ),
            *[UNKNOWN] * 2,
            finite(["1", 1]),
        ),
    ),
    "inexact outputs are equal if their inputs are": (
        "(layer.activation, before.key)",
        "layer.activation",
        sealed(problem(ATOMS, neuron("tanh"), neuron("identity")), UNKNOWN, finite(["1", 1])),
    ),
    "outputs with different keys differ": (
        "if not all(_differ(other, output) for other in near):",
        "if False:",
        sealed(
            problem(ATOMS, layer([["1"], ["-1"]], ["0", "0"], "sigmoid"), neuron("identity", "1", "1")),
            UNKNOWN,
            finite(["1/2", 2]),
        ),
    ),
    "masses sum to 1": (
        "or sum(each.mass for each in components) != 1:",
        "or False:",
        sealed(problem([component("2", box=[["0", "1"]])], neuron("relu")), infinite(["0"], ["1"])),
    ),
    "masses are not negative": (
        "or mass < 0 or",
        "or",
        sealed(
            problem([component("2", box=[["0", "1"]]), component("-1", atom=["0"])], neuron("relu")),
            infinite(["0"], ["1"]),
        ),
    ),
    "sides are not empty": (
        'or (shape == "box" and any(low > high for low, high in data))',
        "",
        sealed(
            problem([component("1/2", box=[["1", "0"]]), component("1/2", atom=["0"])], neuron("step")),
            finite(["1/2", 2]),
        ),
    ),
    "halfspaces bound a set": (
        "and not _is_bounded(data)",
        "and not data",
        sealed(problem([component(halfspaces=[["-1", "0"]])], neuron("relu")), infinite(["0"], ["1"])),
    ),
    "directions are bounded too": (
        "and len(_vertices(directions)) == 1",
        "",
        sealed(problem([component(halfspaces=[["-1", "0"]])], neuron("relu")), infinite(["0"], ["1"])),
    ),
    "a lower bound is not above the upper": (
        "if parameters != tuple(sorted(parameters)):",
        "if False:",
        sealed(problem(SYMMETRIC, neuron("clip", lower="1", upper="0")), finite(["1", 1])),
    ),
    "no field is strange": (
        "if strange := [key for key in value if key not in (*required, *optional)]:",
        "if strange := None:",
        sealed(LINE, {**infinite(["0"], ["1"]), "because": "it is easy to see"}),
    ),
}


def mutant(old: str, new: str) -> ModuleType:
    text = SOURCE.read_text()
    assert text.count(old) == 1, old
    made = ModuleType("mutant")
    sys.modules["mutant"] = made  # where dataclasses look up their annotations
    exec(compile(text.replace(old, new), "mutant", "exec"), made.__dict__)  # noqa: S102
    return made


@pytest.mark.parametrize(("old", "new", "certificate"), MUTANTS.values(), ids=MUTANTS)
def test_every_check_can_fail(old: str, new: str, certificate: Document):
    with pytest.raises((Rejected, Unreadable)):
        check(certificate)
    assert mutant(old, new).check(certificate)


def test_it_is_about_the_problem_given():
    certificate = sealed(LINE, infinite(["0"], ["1"]))
    assert check(certificate, {**LINE, "expect": []}) == check(certificate)
    respelt = problem([component("1.0", box=[["-2/2", "1"]])], neuron("leaky_relu", slope="1"))
    with pytest.raises(Rejected, match="about another one"):
        check(certificate, STEP)
    assert check(sealed(problem(SYMMETRIC, neuron("leaky_relu", slope="1")), infinite(["0"], ["1"])), respelt)


# The file.


def test_it_imports_the_standard_library_alone():
    names = {
        name
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert {str(name).split(".")[0] for name in names} <= sys.stdlib_module_names


def test_no_float_is_made():
    tree = ast.parse(SOURCE.read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]


def alone(*paths: Path) -> tuple[int, str, str]:
    command = [sys.executable, "-I", "-S", str(SOURCE), *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.returncode, found.stdout, found.stderr


def test_it_runs_alone(tmp_path: Path):
    good, bad, none, about = (tmp_path / name for name in ("good", "bad", "none", "about"))
    good.write_text(json.dumps(sealed(LINE, infinite(["0"], ["1"]))))
    bad.write_text(json.dumps(sealed(DEAD, infinite(["-1"], ["-2"]))))
    none.write_text("{}")
    about.write_text(json.dumps(STEP))
    assert alone(good) == (0, "layer 1: I(X;L) = oo, since L is not constant on input[0]\n", "")
    assert alone(bad) == (1, "", "layers[0].witness.points: their images are not shown to differ\n")
    assert alone(none) == (2, "", "certificate: the field format is missing\n")
    assert alone(good, about) == (1, "", "problem: the certificate is about another one\n")
    assert alone(tmp_path / "absent")[0] == alone()[0] == 2


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        (b'{"format": "ibver', "no JSON"),
        (b'{"a": 1, "a": 1}', "a key twice"),
        (b'{"a": 0.5}', "0.5 is no integer"),
        (b'{"a": NaN}', "NaN is no integer"),
        (b'{"a": 1e400}', "1e400 is no integer"),
        (b'{"a": ' + b"7" * 10**6 + b"}", "no integer of at most 18 digits"),
        (b"[" * 10**5, "no JSON"),
        (b"[" * 10**7, "more than"),
        (b" " * 50_000_001, "more than"),
    ],
    ids=range(11),
)
def test_files_that_are_not_read(raw: bytes, message: str):
    with pytest.raises(Unreadable, match=message):
        read(raw)
