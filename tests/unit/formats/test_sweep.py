"""The JSON of sweeps: as the schema says, and its strings are the values, for SymPy as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sympy
from flint import fmpq, fmpq_poly
from pydantic import TypeAdapter, ValidationError

from ibverify.distributions import atom
from ibverify.errors import InputError
from ibverify.exact import Value, from_sympy
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Sample
from ibverify.examples import fig1, fig3
from ibverify.formats.sweep import SweepData, place, sweep_to_dict
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.sweep import Piece, Point, Sweep, Terms, sweep
from ibverify.study.sweep_plane import sweep_plane

ZERO, HALF, ONE = fmpq(0), fmpq(1, 2), fmpq(1)
UNIT = (ZERO, ONE)
SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schemas" / "sweep.schema.json"
FIG3 = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 100), HALF)
RAMP = sweep(lambda a: fig1.problem(fig1.data_set(), a, "2/5"), "a", ZERO, ONE)


def meeting(a: Any) -> Problem:
    """Atoms 0 and a, of the labels 0 and 1: told apart unless a = 0."""
    law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([a]))])
    return Problem(law, Network(1, (layer([[1]]),)))


def linear() -> Terms:
    """I(X;L) = a and I(Y;L) = 0 for a > 0."""
    [a] = Sample.of(["a"], [HALF]).parameters
    return Terms(Value(Formula(a, ())), Value(0))


def moving(a: Any) -> Problem:
    """Atoms 0 and 2a^2 - 1 of masses a/2 and (1 - a)/2 meet at 1/sqrt 2, beside one at 5."""
    places = [("0", a / 2, ZERO), ("1", (1 - a) / 2, 2 * a * a - 1), ("0", HALF, fmpq(5))]
    return Problem(mixture([(y, m, atom.support([x])) for y, m, x in places]), Network(1, (layer([[1]]),)))


def folded(a: Any, b: Any) -> Problem:
    """`moving` on b = 0 alone; elsewhere all is thrown away."""
    law = moving(fmpq(1, 3) + a * 0).law if b != 0 else moving(a / 2 + fmpq(1, 4)).law
    return Problem(law, Network(1, (layer([[ONE if b == 0 else b * 0]]),)))


MOVING = sweep(moving, "a", fmpq(1, 10), fmpq(9, 10))
PLANE = sweep_plane(lambda a, b: fig1.problem(fig1.discrete(), a, b), ("a", "b"), (UNIT, UNIT))
FOLDED = sweep_plane(folded, ("a", "b"), (UNIT, UNIT))


def written(found: Any, **options: Any) -> Any:
    return json.loads(json.dumps(sweep_to_dict(found, **options)))


def test_fig3():
    assert written(FIG3) == {
        "format": "ibverify-sweep/1",
        "unit": "nat",
        "parameter": "e",
        "pieces": [{"from": "1/100", "to": "1/2", "closed": [True, True], "I(X;L)": "oo", "I(Y;L)": "log(2) - 1/2*e"}],
        "points": [],
    }


def test_beta_adds_the_functional():
    data = written(RAMP, beta=fmpq(2))
    assert data["beta"] == "2"
    for piece in data["pieces"]:
        compression, precision, functional = (Value(piece[name]) for name in ("I(X;L)", "I(Y;L)", "IB"))
        assert functional == compression - 2 * precision
    assert written(FIG3, beta=fmpq(2))["pieces"][0]["IB"] == "oo"


def test_the_infimum_on_an_interval():
    """log 2 - 2 log 2 wherever the atoms are told apart."""
    found = sweep(meeting, "a", -ONE, ONE)
    assert written(found, beta=fmpq(2))["infimum"] == {
        "value": "-log(2)",
        "attained": True,
        "proved": True,
        "places": [
            {"from": "-1", "to": "0", "closed": [True, False]},
            {"from": "0", "to": "1", "closed": [False, True]},
        ],
    }


def test_an_infimum_that_is_only_approached():
    """A functional of a for a > 0, and 1 at 0: near 0, and not there."""
    line = Piece(Algebraic.of(ZERO), Algebraic.of(ONE), (False, True), linear())
    data = written(Sweep("a", (line,), (Point(Algebraic.of(ZERO), Terms(Value(1), Value(0))),)), beta=ONE)["infimum"]
    assert (data["value"], data["attained"]) == ("0", False)
    assert data["places"] == [{"approaches": "0", "side": "right"}]


def test_a_beta_that_is_not_positive():
    with pytest.raises(InputError, match=r"beta: .* is not positive; give a beta > 0"):
        sweep_to_dict(FIG3, beta=ZERO)


def test_an_irrational_point():
    """Its value is an enclosure; the formulas on both sides are those of the pieces."""
    data = written(MOVING)
    [point] = data["points"]
    low, high = map(sympy.Rational, point["at"]["between"])
    assert low < 1 / sympy.sqrt(2) < high
    assert point["at"]["root_of"] == "2*a**2 - 1"
    left, right = data["pieces"]
    assert left["to"] == point["at"] == right["from"]
    assert (left["closed"], right["closed"]) == ([True, False], [False, True])
    value = point["I(Y;L)"]
    assert (value["value"], value["exact"], len(value["enclosure"])) == (None, False, 2)
    assert "irrational" in value["reason"]


def test_roots_are_written_with_integers():
    """Half the golden ratio, 0.80901..."""
    [_, number] = roots(fmpq_poly([-1, -2, 4]))
    data = place(number, "beta")
    assert isinstance(data, dict)
    assert data["root_of"] == "4*beta**2 - 2*beta - 1"
    low, high = map(sympy.Rational, data["between"])
    assert low < sympy.Rational(809, 1000) < high < 1
    assert place(Algebraic.of(HALF), "beta") == "1/2"


def conditions(where: list[Any]) -> Iterator[Any]:
    """What SymPy makes of them; "==" is not an equation there."""
    names = {name: sympy.Symbol(name) for name in "ab"}
    for text in where:
        left, relation, zero = text.rsplit(" ", 2)
        assert zero == "0"
        expression = sympy.sympify(left, locals=names, rational=True)
        yield sympy.Eq(expression, 0) if relation == "==" else sympy.sympify(f"x {relation} 0").subs("x", expression)


@pytest.mark.parametrize("at", [(0, 0), ("1/8", "1/3"), ("1/2", "1/8"), ("3/8", "1/4"), ("1/7", "2/3"), (1, 1)])
def test_every_point_is_in_one_cell(at: Any):
    """Open cells, edges and vertices are disjoint and cover; the formulas there evaluate to the sweep's values."""
    names = {sympy.Symbol(name): sympy.Rational(x) for name, x in zip("ab", at, strict=True)}
    cells = [
        cell
        for cell in written(PLANE)["cells"]
        if all(condition.subs(names) == True for condition in conditions(cell["where"]))  # noqa: E712
    ]
    [cell] = cells
    terms = PLANE(*(fmpq(int(x.p), int(x.q)) for x in names.values()))
    for name, value in (("I(X;L)", terms.compression), ("I(Y;L)", terms.precision)):
        expression = sympy.sympify(cell[name], locals={str(s): s for s in names}, rational=True)
        assert from_sympy(expression.subs(names)) == value


def test_irrational_conditions_on_an_edge():
    """On b = 0 the root (2a/4 + 1/4)^2 = 1/2 is a point, and the end of two parts."""
    cells = written(FOLDED)["cells"]
    irrational = [[c for c in cell["where"] if isinstance(c, dict)] for cell in cells]
    found = [c["relation"] for conditions in irrational for c in conditions]
    assert sorted(found) == ["<", "==", ">"]
    assert {c["parameter"] for conditions in irrational for c in conditions} == {"a"}


def test_the_schema_is_published():
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(SweepData).json_schema()}
    assert SCHEMA.read_text() == json.dumps(schema, indent=1) + "\n"


@pytest.mark.parametrize("found", [FIG3, RAMP, MOVING, PLANE, FOLDED])
def test_output_follows_its_schema(found: Any):
    for beta in (None, fmpq(1, 3)):
        data = written(found, beta=beta)
        assert TypeAdapter(SweepData).validate_python(data, strict=True) == data


@pytest.mark.parametrize("key", ["pieces", "points", "parameter"])
def test_what_is_broken_does_not(key: str):
    data = written(RAMP)
    del data[key]
    with pytest.raises(ValidationError, match="Field required"):
        TypeAdapter(SweepData).validate_python(data, strict=True)


def long_sweep() -> Sweep:
    """One piece, with a formula of more than 10,000 characters."""
    [a] = Sample.of(["a"], [HALF]).parameters
    value = Value(Formula(ZERO, tuple((fmpq(1, 10**50 + k), a + k) for k in range(1, 200))))
    piece = Piece(Algebraic.of(ZERO), Algebraic.of(ONE), (True, True), Terms(value, Value(0)))
    return Sweep("a", (piece,), ())


def test_long_formulas_are_written_in_full_on_demand():
    [short] = written(long_sweep())["pieces"]
    assert short["I(X;L)"] == {"value": None, "exact": True, "terms": 199}
    [full] = written(long_sweep(), full=True)["pieces"]
    assert len(full["I(X;L)"]) > 10_000
