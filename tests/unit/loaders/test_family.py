"""Families in problem files: which parameters are swept, and that every kind of number may depend on them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq

from ibverify.errors import InputError, NumberError, ProblemError, UnsupportedError, UnsupportedLaw
from ibverify.exact.parametric import Sample, is_function
from ibverify.loaders import problem_from_dict
from ibverify.loaders._polynomial import MAX_DEGREE, polynomial
from ibverify.loaders.family import family_from_dict, load_family
from ibverify.study.analyze import analyze
from ibverify.study.sweep import Sweep, sweep

FIG3: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "parameters": {"e": ["1/100", "1/2"]},
    "input": [
        {"label": "0", "mass": "1/2", "box": [["0", "1/2"], ["0", "e"]]},
        {"label": "1", "mass": "1/2", "box": [["0", "e"], ["1/2", "1"]]},
    ],
    "network": [{"weight": [["1", "1"]], "bias": ["0"], "activation": "relu"}],
}
UNIT = ["0", "1"]


def with_a(**changes: Any) -> dict[str, Any]:
    """Fig. 3 with e = 1/10, and a parameter a on [0, 1]."""
    return {**FIG3, "parameters": {"a": UNIT, "e": "1/10"}, **changes}


def layer(**changes: Any) -> list[dict[str, Any]]:
    return [{"weight": [["1", "1"]], "bias": ["0"], "activation": "relu", **changes}]


def component(**support: Any) -> list[dict[str, Any]]:
    return [{"label": "0", "mass": "1/2", **support}, FIG3["input"][1]]


def swept(data: Any) -> Sweep:
    family = family_from_dict(data, Path())
    return sweep(family, family.names[0], *family.ranges[0])


def refused(data: Any) -> str:
    with pytest.raises(InputError) as caught:
        swept(data)
    return str(caught.value)


def test_names_and_ranges_in_the_order_of_the_file():
    family = family_from_dict({**FIG3, "parameters": {"e": ["1/100", 1], "a": "2", "b": ["-1", "0.5"]}}, Path())
    assert family.names == ("e", "b")
    assert family.ranges == ((fmpq(1, 100), 1), (-1, fmpq(1, 2)))


def test_numbers_give_the_problem_of_these_numbers():
    family = family_from_dict(FIG3, Path())
    fixed = problem_from_dict({**FIG3, "parameters": {"e": "1/7"}}, Path())
    assert family(fmpq(1, 7)) == fixed


def test_functions_give_functions():
    [e] = Sample.of(["e"], [fmpq(1, 7)]).parameters
    family = family_from_dict({**FIG3, "network": layer(bias=["-e**2 / 2"])}, Path())
    [bias] = family(e).network.layers[0].bias
    assert is_function(bias)
    assert str(bias) == "-1/2*e**2"


def test_fig3_from_its_file(tmp_path: Path):
    path = tmp_path / "fig3.json"
    path.write_text(json.dumps(FIG3))
    for source in (path, io.StringIO(json.dumps(FIG3))):
        family = load_family(source)
        [piece] = sweep(family, "e", *family.ranges[0]).pieces
        assert str(piece.terms.precision) == "log(2) - 1/2*e"


def test_a_double_is_told(tmp_path: Path):
    notes: list[str] = []
    load_family(io.StringIO(json.dumps({**FIG3, "parameters": {"e": [0.1, "1/2"]}})), notes.append)
    assert len(notes) == 1
    assert "0.1 is taken as the double 3602879701896397/36028797018963968" in notes[0]


POINTS = [{"label": "0", "mass": "1/2", "atom": ["0", "0"]}, {"label": "1", "mass": "1/2", "atom": ["1/2", "0"]}]
PLACES = {
    "weight": with_a(network=layer(weight=[["a", "1"]])),
    "bias": with_a(network=layer(bias=["-a"])),
    "slope": with_a(network=layer(activation="leaky_relu", bias=["-1/2"], slope="a")),
    "clip": with_a(network=layer(activation="clip", lower="a - 1", upper="a")),
    "mass": with_a(input=[{**FIG3["input"][0], "mass": "a/2"}, {**FIG3["input"][1], "mass": "1 - a/2"}]),
    "box": with_a(input=component(box=[["a/2", "1/2 + a"], ["0", "1/10"]])),
    "atom": with_a(input=component(atom=["a", "1 - a"])),
    "simplex": with_a(input=component(polytope=[["a", "0"], ["1", "0"], ["0", "1"]])),
    "segment": with_a(input=component(polytope=[["a", "0"], ["1", "a"]])),
    "a polytope beside": with_a(
        network=layer(bias=["-a"]), input=component(polytope=[["0", "0"], ["1", "0"], ["0", "1"], ["1", "1"]])
    ),
    "half-spaces beside": with_a(
        network=layer(bias=["-a"]), input=component(halfspaces=[["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "1"]])
    ),
    "threshold": with_a(readout={"threshold": "a"}),
    "quantizer": with_a(readout={"quantizer": {"levels": 3, "range": ["0", "a + 1"]}}),
    "argmax": with_a(network=layer(weight=[["1", "0"], ["0", "a"]], bias=["0", "0"]), readout={"argmax": True}),
    "soft": with_a(
        network=layer(weight=[["1/4", "a/4"]], activation="clip", lower="0", upper="1"), readout={"soft": True}
    ),
    "noise": with_a(input=POINTS, readout={"noise": {"uniform": "a/2 + 1/100"}}),
    "two readouts": with_a(
        input=POINTS, readout={"compression": {"threshold": "a"}, "precision": {"noise": {"uniform": "a + 1/7"}}}
    ),
    "of a quantized input": with_a(
        input=POINTS,
        readout={
            "compression": None,
            "precision": None,
            "input": {"quantizer": {"levels": 2, "range": ["0", "a + 1"]}},
        },
    ),
    "max": with_a(network=layer(weight=[["1", "0"], ["0", "a"]], bias=["0", "0"], activation="max")),
}


@pytest.mark.parametrize("data", PLACES.values(), ids=PLACES)
def test_where_parameters_may_stand(data: dict[str, Any]):
    """The sweep says what the numbers say, at some values and at its rational ends."""
    family = family_from_dict(data, Path())
    found = sweep(family, "a", *family.ranges[0])
    ends = [p.end.rational for p in found.pieces if p.end.rational is not None]
    for at in (fmpq(0), fmpq(1, 6), fmpq(3, 7), fmpq(8, 9), *ends):
        problem = family(at)
        analysis = analyze(problem)
        expected = analysis["readout"] if problem.readout is not None else analysis[1]
        terms = found(at)
        assert terms.precision == expected.precision
        assert terms.compression.is_infinite == expected.compression.is_infinite
        assert terms.compression.is_infinite or terms.compression == expected.compression


NOWHERE = {
    "halfspaces": (
        with_a(input=component(halfspaces=[["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "a"]])),
        "input[0].halfspaces: parameters in half-spaces; give a box, or a simplex by its corners",
    ),
    "a polytope": (
        with_a(input=component(polytope=[["a", "0"], ["1", "0"], ["0", "1"], ["1", "1"]])),
        "a polytope of 4 points, with parameters, that is no simplex; divide it into simplices",
    ),
    "the number of bins": (
        with_a(readout={"quantizer": {"levels": "a", "range": ["0", "1"]}}),
        "is no number of bins; give an integer from 1 to 1000",
    ),
    "gaussian noise": (
        with_a(readout={"noise": {"gaussian": "1/2"}}),
        "readout.noise.gaussian: there is no closed form behind gaussian noise; use uniform noise",
    ),
    "a size of noise": (
        with_a(input_noise={"uniform": "a"}),
        "a sweep needs a network without noise",
    ),
    "a smooth layer": (
        with_a(network=layer(activation="tanh")),
        "network[0].activation: there is no closed form",
    ),
}


@pytest.mark.parametrize(("data", "words"), NOWHERE.values(), ids=NOWHERE)
def test_where_they_may_not(data: dict[str, Any], words: str):
    assert words in refused(data)


BAD = {
    "no interval": ({**FIG3, "parameters": {"e": "1/2"}}, "parameters: none is an interval; give one, such as"),
    "no parameters": ({**FIG3, "parameters": {}}, "parameters: none is an interval"),
    "three": (
        {**FIG3, "parameters": dict.fromkeys("abc", UNIT)},
        "parameters: 3 parameters are intervals: 'a', 'b', 'c'",
    ),
    "one end": ({**FIG3, "parameters": {"e": ["0"]}}, "parameters.e: a list of 1; give an interval by its two ends"),
    "three ends": ({**FIG3, "parameters": {"e": ["0", "1", "2"]}}, "parameters.e: a list of 3"),
    "an end that is no number": ({**FIG3, "parameters": {"e": ["0", "oo"]}}, "parameters.e: 'oo' is not a number"),
    "an end that depends": ({**FIG3, "parameters": {"e": ["0", "b"], "b": "1"}}, "parameters.e: 'b' is not a number"),
    "reversed": ({**FIG3, "parameters": {"e": ["1", "0"]}}, "parameters.e: the interval [1, 0] has no inside"),
    "no name": ({**FIG3, "parameters": {"log": UNIT}}, "parameters: 'log' cannot name a parameter"),
    "another name": (
        with_a(network=layer(bias=["-c"])),
        "network[0].bias[0]: '-c' has 'c', which is no parameter",
    ),
    "a list": ([], "a list stands where an object is expected"),
    "parameters as a list": ({**FIG3, "parameters": ["e"]}, "parameters: a list is not an object"),
    "a missing field": ({**with_a(), "network": None}, "network: null stands where a list is expected"),
    "an unknown field": (with_a(wieght=1), "'wieght' is no field here"),
    "a degree": (with_a(network=layer(bias=["-a**101"])), "'-a**101' has a power that is too large"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD)
def test_what_is_refused_is_not_said_of_values(data: Any, words: str):
    """What no value of a parameter would mend is said without one."""
    found = refused(data)
    assert words in found
    assert "between" not in found


def test_classes_of_errors():
    with pytest.raises(UnsupportedError):
        family_from_dict(BAD["three"][0], Path())
    with pytest.raises(ProblemError):
        family_from_dict(BAD["no interval"][0], Path())
    with pytest.raises(UnsupportedLaw):
        family_from_dict(NOWHERE["halfspaces"][0], Path())(*Sample.of(["a"], [fmpq(1, 2)]).parameters)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"a**{MAX_DEGREE + 1}", "a power that is too large"),
        ("(a + b)**60 * (a - b)**60", f"a degree above {MAX_DEGREE}"),
        ("(1 + 10e999*a)**100", "a value of more than 400000 bits"),
        ("1/(a - a)", "divides by 0"),
    ],
)
def test_bounds_of_functions(text: str, words: str):
    names = Sample.of(["a", "b"], [fmpq(1, 3), fmpq(1, 2)]).parameters
    with pytest.raises(NumberError, match=words):
        polynomial(text, dict(zip("ab", names, strict=True)))


def test_a_network_in_a_file(tmp_path: Path):
    """Of an ONNX file only what is around it may have parameters."""
    onnx = pytest.importorskip("onnx")
    weight = onnx.helper.make_tensor("w", onnx.TensorProto.FLOAT, [2, 1], [1.0, 1.0])
    node = onnx.helper.make_node("MatMul", ["x", "w"], ["y"])
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph([node], "g", [value("x", 1, [1, 2])], [value("y", 1, [1, 1])], [weight])
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 13)]), tmp_path / "net.onnx")
    data = with_a(network={"onnx": "net.onnx"}, readout={"threshold": "a"})
    family = family_from_dict(data, tmp_path)
    found = sweep(family, "a", *family.ranges[0])
    assert found("1/3").precision == analyze(family(fmpq(1, 3)))["readout"].precision


def test_a_name_beyond_ascii_is_refused():
    data = {"format": "ibverify-problem/1", "parameters": {"\u00e4": ["1/4", "1"]}, "input": [], "network": []}
    with pytest.raises(ProblemError, match="parameters: '\u00e4' cannot name a parameter"):
        family_from_dict(data, Path())


def test_the_value_of_a_quantized_input_may_meet_an_atom_that_moves():
    """I(Q(X); R(L)) for an atom at a and one at 0, Q and R thresholds at 1/2 and 1/3: log 2 beyond a = 1/2."""
    data = {
        "format": "ibverify-problem/1",
        "parameters": {"a": ["1/4", "3/4"]},
        "input": [{"label": "0", "mass": "1/2", "atom": ["a"]}, {"label": "1", "mass": "1/2", "atom": ["0"]}],
        "network": [{"weight": [["1"]], "bias": ["0"], "activation": "identity"}],
        "readout": {
            "compression": {"threshold": "1/3"},
            "precision": {"threshold": "1/3"},
            "input": {"threshold": "1/2"},
        },
    }
    found = sweep(family_from_dict(data, Path()), "a", fmpq(1, 4), fmpq(3, 4))
    assert found("1/2").compression == 0
    assert found("3/5").compression == found("2/5").precision == "log(2)"
