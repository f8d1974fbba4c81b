"""The schema of comparisons: published as it is, true of real output, and false of what is broken."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq
from pydantic import TypeAdapter, ValidationError

from ibverify.errors import InputError
from ibverify.exact import LogLinear, Value, between
from ibverify.examples import fig2, fig3
from ibverify.formats.comparison import ComparisonData, comparison_to_dict
from ibverify.formats.crossing import CrossingData, crossing_to_dict
from ibverify.formats.schema import FORMATS, schema_text
from ibverify.information import Information
from ibverify.loaders.family import family_from_dict
from ibverify.study.compare import Comparison, compare_functionals, compare_problems
from ibverify.study.crossing import compare_families

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schemas" / "comparison.schema.json"
CONSTANT = tuple((x, fmpq(0)) for x, _ in fig2.knots("f'_disc"))
FAMILY = family_from_dict(
    {
        "format": "ibverify-problem/1",
        "parameters": {"e": ["1/100", "1/2"]},
        "input": [{"label": y, "mass": "1/2", "box": [[y, f"{y}+e"]]} for y in ("0", "1")],
        "network": [{"weight": [["1"]], "bias": ["0"], "activation": "identity"}],
    },
    Path(),
)
TWO = {"value": "2", "exact": True, "enclosure": ["2", "2"]}


def information(compression: Value, precision: Value) -> Information:
    return Information(1, None, None, Value(0), compression, compression, precision)


def data(comparison: Comparison, **options: Any) -> Any:
    """What a program reads of the comparison."""
    return json.loads(json.dumps(comparison_to_dict(comparison, **options)))


def fig2_against_a_constant() -> Comparison:
    return compare_problems(fig2.problem(CONSTANT), fig2.problem("f'_disc"))


def neurons_of_fig3() -> Comparison:
    return compare_problems(fig3.problem("f_I", "1/10"), fig3.problem("f_II", "1/10"))


def enclosed() -> Comparison:
    """The threshold lies in [2, 4]."""
    of_y = between(fmpq(1, 4), fmpq(1, 2), "no closed form; use another layer")
    return compare_functionals(information(Value(1), of_y), information(Value(0), Value(0)))


OUTPUT: dict[str, Callable[[], Any]] = {
    "three pieces": lambda: data(fig2_against_a_constant()),
    "with beta": lambda: data(fig2_against_a_constant(), beta=fmpq(2)),
    "infinite": lambda: data(neurons_of_fig3(), beta=fmpq(1, 3)),
    "enclosed": lambda: data(enclosed()),
}


def test_the_schema_is_published(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(FORMATS, "comparison", ComparisonData)
    assert SCHEMA.read_text() == schema_text("comparison")


@pytest.mark.parametrize("made", OUTPUT.values(), ids=OUTPUT)
def test_output_follows_its_schema(made: Callable[[], Any]):
    """Nothing is missing, nothing is of another type, and nothing is left over."""
    found = made()
    assert TypeAdapter(ComparisonData).validate_python(found, strict=True) == found


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda data: data["A"].pop("I(Y;L)"), "Field required"),
        (lambda data: data.pop("betas"), "Field required"),
        (lambda data: data.update({"I(X;L)": "B larger"}), "'A smaller'"),
        (lambda data: data["betas"][0].pop("from"), "Field required"),
        (lambda data: data["betas"][0].update(closed=[True]), "at least 2 items"),
        (lambda data: data["betas"][0].update(outcome="proved"), "'A smaller'"),
        (lambda data: data.update(unit="bit"), "'nat'"),
    ],
)
def test_what_is_broken_does_not(break_it: Callable[[Any], Any], words: str):
    found = copy.deepcopy(data(fig2_against_a_constant()))
    break_it(found)
    with pytest.raises(ValidationError, match=words):
        TypeAdapter(ComparisonData).validate_python(found, strict=True)


def test_the_pieces_of_fig2():
    """A constant against four values: beta* = 2 log 2/log 2 = 2, and at 3 the functional is -log 2 < 0."""
    found = data(fig2_against_a_constant(), beta=fmpq(3))
    zero, infinity = {"value": "0", "exact": True, "enclosure": ["0", "0"]}, {"value": "oo", "exact": True}
    assert found["betas"] == [
        {"from": zero, "to": TWO, "closed": [False, False], "outcome": "A smaller"},
        {"from": TWO, "to": TWO, "closed": [True, True], "outcome": "equal"},
        {"from": TWO, "to": infinity, "closed": [False, False], "outcome": "B smaller"},
    ]
    assert (found["I(X;L)"], found["I(Y;L)"]) == ("A smaller", "A smaller")
    assert (found["beta"], found["IB"], found["B"]["IB"]["value"]) == ("3", "B smaller", "-log(2)")


def test_infinite_on_both_sides_has_both_reasons():
    found = data(neurons_of_fig3(), beta=fmpq(2))
    reasons = [found[side]["I(X;L)"]["reason"] for side in "AB"]
    assert reasons == ["the continuous part of mass 1 has dimension 1"] * 2
    assert {found["I(X;L)"], found["IB"], found["betas"][0]["outcome"]} == {"not compared"}
    assert found["I(Y;L)"] == "A smaller"


def test_what_is_unknown_has_closed_ends():
    below, unknown, above = data(enclosed())["betas"]
    assert [below["to"], unknown["from"]] == [TWO, TWO]
    assert (unknown["closed"], unknown["outcome"]) == ([True, True], "unknown")
    assert (above["from"]["value"], above["closed"], above["outcome"]) == ("4", [False, False], "A smaller")


def test_ends_of_zero_and_infinity_are_open():
    """0 and oo are no betas."""
    of_x = between(fmpq(-1), fmpq(1), "unknown")
    unknown, _ = data(compare_functionals(information(of_x, Value(1)), information(Value(0), Value(0))))["betas"]
    assert unknown["closed"] == [False, True]


def test_a_long_quotient_is_not_written():
    """log 2 over log 3 + 1/10**12000: two logarithms in a string of more than 10,000 characters."""
    longer = Value(LogLinear(fmpq(1, 10**12_000), ((3, fmpq(1)),)))
    comparison = compare_functionals(information(Value("log(2)"), longer), information(Value(0), Value(0)))
    found = data(comparison)["betas"][0]["to"]
    assert (found["value"], found["exact"], found["terms"]) == (None, True, 2)
    assert found["enclosure"] == ["0.63092975357145743", "0.63092975357145744"]
    assert data(comparison, full=True)["betas"][0]["to"]["value"] == "log(2)/(log(3) + 1/1" + 12_000 * "0" + ")"


def test_a_beta_that_is_not_positive_is_refused():
    with pytest.raises(InputError, match="beta: '0' is not positive"):
        data(enclosed(), beta=fmpq(0))


def test_a_comparison_over_a_parameter_follows_its_schema():
    found = json.loads(json.dumps(crossing_to_dict(compare_families(FAMILY, fig3.problem("f_II", "1/10"), 2))))
    assert TypeAdapter(CrossingData).validate_python(found, strict=True) == found
    assert {span["outcome"] for span in found["I(X;L)"]} == {"not compared"}
    assert (SCHEMA.parent / "crossing.schema.json").read_text() == schema_text("crossing")
    del found["I(Y;L)"][0]["from"]
    with pytest.raises(ValidationError, match="Field required"):
        TypeAdapter(CrossingData).validate_python(found, strict=True)
