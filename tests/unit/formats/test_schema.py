"""The schemas of what commands write: published as they are, true of real output, and false of what is broken."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq
from pydantic import ValidationError

from ibverify.distributions import atom, box
from ibverify.errors import InputError
from ibverify.exact import Value
from ibverify.examples import fig3
from ibverify.formats.analysis import analysis_to_dict
from ibverify.formats.evaluation import evaluations_to_dict
from ibverify.formats.schema import FORMATS, adapter, schema_text
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Expectation, Problem
from ibverify.readouts import named, threshold
from ibverify.study.analyze import analyze
from ibverify.study.evaluate import evaluate
from ibverify.study.expect import check

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "schemas"
HALF = fmpq(1, 2)
FIG3 = fig3.problem("f_I", "1/10", level="1/2")
TANH = Network([layer([[1, 1]], None, "tanh"), layer([[1], [2]], [0, -1], "relu"), layer([[1, 1]], None, "step")])


def analysis(problem: Problem, *expected: Expectation, **options: Any) -> Any:
    """What a program reads of the analysis."""
    found = analyze(problem)
    asked = Problem(problem.law, problem.network, problem.readout, expected)
    checked = list(check(asked, found)) if expected else None
    return json.loads(json.dumps(analysis_to_dict(found, checked=checked, **options)))


def behind_tanh(**options: Any) -> Any:
    square = box.support([(fmpq(0), fmpq(1))] * 2)
    law = mixture([("0", HALF, square), ("1", HALF, atom.support([HALF, HALF]))])
    return analysis(Problem(law, TANH, threshold.readout(HALF)), **options)


def soft(lowest: str, **options: Any) -> Any:
    """Points where the output is this and 1/2, of the label 1; a skip past the first layer."""
    law = mixture([("1", HALF, atom.support([Value(x).form.constant])) for x in (lowest, "1/2")])
    net = Network([layer([[1]]), layer([["1/2", "1/2"]], sources=(0, 1))])
    return analysis(Problem(law, net, named("soft").readout()), **options)


def behind_noise() -> Any:
    noise = named("noise").readout({"uniform": HALF})
    square = box.support([(fmpq(0), fmpq(1))] * 2)
    return analysis(Problem(mixture([("0", fmpq(1), square)]), Network([layer([[1, 1]], None, noise)]), noise))


def evaluation() -> Any:
    return json.loads(json.dumps(evaluations_to_dict([evaluate(TANH, [HALF, fmpq(1)]), evaluate(TANH, [HALF, -HALF])])))


OUTPUT: dict[str, tuple[str, Callable[[], Any]]] = {
    "Fig. 3": ("analysis", lambda: analysis(FIG3)),
    "in bits, with beta": ("analysis", lambda: analysis(FIG3, unit="bits", beta=fmpq(1, 3))),
    "with checks": ("analysis", lambda: analysis(FIG3, Expectation("readout", "H(L)", Value("log(2)")))),
    "behind a smooth layer": ("analysis", behind_tanh),
    "soft": ("analysis", lambda: soft("1/4", beta=fmpq(2))),
    "soft, with an infinite cross-entropy": ("analysis", lambda: soft("0")),
    "behind noise": ("analysis", behind_noise),
    "points": ("evaluation", evaluation),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_schema_is_published(name: str):
    path = SCHEMAS / f"{name}.schema.json"
    assert path.read_text() == schema_text(name), f"run python -m ibverify.formats.schema {name} > {path}"


@pytest.mark.parametrize("name", FORMATS)
def test_every_object_is_described(name: str):
    schema = json.loads(schema_text(name))
    for thing in (schema, *schema["$defs"].values()):
        assert len(thing["description"].splitlines()) == 1


@pytest.mark.parametrize(("name", "made"), OUTPUT.values(), ids=OUTPUT)
def test_output_follows_its_schema(name: str, made: Callable[[], Any]):
    """Nothing is missing, nothing is of another type, and nothing is left over."""
    data = made()
    assert adapter(name).validate_python(data, strict=True) == data


@pytest.mark.parametrize(
    ("name", "break_it", "words"),
    [
        ("analysis", lambda data: data["layers"][0].pop("I(Y;L)"), "Field required"),
        ("analysis", lambda data: data["readout"].pop("index"), "Field required"),
        ("analysis", lambda data: data["layers"][0]["I(Y;L)"].update(exact="yes"), "valid boolean"),
        ("analysis", lambda data: data["layers"][0]["I(Y;L)"].update(enclosure=["0"]), "at least 2 items"),
        ("analysis", lambda data: data["layers"][0].update(information_dimension="1"), "valid dictionary"),
        ("analysis", lambda data: data.update(unit="ban"), "'nat' or 'bit'"),
        ("evaluation", lambda data: data["points"][0]["layers"][0].append(3), "valid string"),
    ],
)
def test_what_is_broken_does_not(name: str, break_it: Callable[[Any], Any], words: str):
    data = copy.deepcopy({"analysis": lambda: analysis(FIG3), "evaluation": evaluation}[name]())
    break_it(data)
    with pytest.raises(ValidationError, match=words):
        adapter(name).validate_python(data, strict=True)


def test_the_readout_has_the_fields_of_a_layer():
    """But for the activation; its index is the one that an expectation names."""
    data = behind_tanh(beta=fmpq(2))
    assert set(data["layers"][0]) - set(data["readout"]) == {"activation"}
    assert (data["readout"]["index"], data["readout"]["name"]) == ("readout", None)


def test_the_chain_of_a_soft_readout():
    data = soft("1/4")["readout"]["chain"]
    assert data["I(Y;Y~)"]["value"] == "0"
    assert data["C(Q)"]["value"] == "3/2*log(2)"  # half of log 4, half of log 2
    assert data["H(Y) - C(Q)"]["value"] == "-3/2*log(2)"
    assert [(each["index"], each["rule"]["value"]) for each in data["losses"]] == [
        (1, "3/2*log(2)"),
        (2, "3/2*log(2)"),
    ]
    assert [each["decoder"] and each["decoder"]["value"] for each in data["losses"]] == [None, "0"]


def test_an_infinite_cross_entropy_is_said():
    data = soft("0")["readout"]["chain"]
    assert (data["C(Q)"]["value"], data["H(Y) - C(Q)"]["value"]) == ("oo", "-oo")
    assert data["H(Y) - C(Q)"]["reason"] == "where Y is '1', it is given the probability 0 on positive mass"


def test_noise_is_a_layer_with_its_size():
    assert behind_noise()["layers"][0]["activation"] == {"name": "noise", "uniform": "1/2"}


def test_the_information_dimension_is_a_quantity():
    """Of a mixture 1/2; certainly 0 for a step, whose law is not known; behind a kink only enclosed, with a reason."""
    data = behind_tanh(unit="bit")
    first, second, third = (layer["information_dimension"] for layer in data["layers"])
    assert first == {"value": "1/2", "exact": True, "enclosure": ["0.5", "0.5"]}
    assert (second["value"], second["exact"], second["enclosure"]) == (None, False, ["0", "0.5"])
    assert second["reason"].startswith("no closed form behind a smooth activation; ask for")
    assert third == data["readout"]["information_dimension"] == {"value": "0", "exact": True, "enclosure": ["0", "0"]}
    assert data["layers"][2]["law"] is None


def test_a_long_dimension_is_not_written():
    """A mass of 20,000 digits is the dimension of a segment beside a point."""
    mass = fmpq(10**10_000, 10**10_000 * 3 + 1)
    law = mixture([("", mass, box.support([(fmpq(0), fmpq(1))])), ("", 1 - mass, atom.support([fmpq(2)]))])
    problem = Problem(law, Network([layer([[1]])]))
    found = analysis(problem)["layers"][0]["information_dimension"]
    assert (found["value"], found["exact"], found["terms"]) == (None, True, 0)
    assert found["enclosure"] == ["0.33333333333333333", "0.33333333333333334"]
    assert analysis(problem, full=True)["layers"][0]["information_dimension"]["value"] == str(mass)


def test_an_unknown_unit_is_refused():
    with pytest.raises(InputError, match="'ban' is no unit here; use one of nat, nats, bit, bits"):
        analysis(FIG3, unit="ban")
    assert analysis(FIG3, unit="bits") == analysis(FIG3, unit="bit")
