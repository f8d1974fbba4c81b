"""Problem files to turn away, each one change away from a good one, and each for its own reason."""

from __future__ import annotations

import io
import json

import pytest

from ibverify.errors import FileError, InputError, NumberError, ProblemError, UnsupportedError, UnsupportedNetwork
from ibverify.loaders import load_problem

GOOD = """{"format": "ibverify-problem/1",
 "parameters": {"a": "2/5"},
 "input": [
  {"label": "0", "mass": "1/2", "box": [["0", "3/2"], ["0", "1/10"]]},
  {"label": "1", "mass": "1/8", "polytope": [["0", "1/2"], ["1/10", "1/2"], ["0", "1"]]},
  {"label": "1", "mass": "1/8", "halfspaces": [["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "7"]]},
  {"label": "1", "mass": "1/4", "atom": ["1/3", "2"]}],
 "network": [
  {"weight": [["1", "-a"], ["0", "a**2"]], "bias": ["0", "5"], "activation": "leaky_relu", "slope": "1/9"},
  {"weight": [["1", "1"]], "bias": ["-7/3"], "activation": "relu"}],
 "readout": {"threshold": "4/7"},
 "expect": [{"layer": 1, "I(Y;L)": "log(2) - 1/20"}, {"layer": "readout", "H(L)": "0"}]}"""

# what changes in the text, what it becomes, the class of the error, where, and what
TEXTS = {
    "cut off": (' {"layer": "readout", "H(L)": "0"}]}', "", FileError, "line 12, column 53", "the text ends too early"),
    "a comma left out": (
        '"2/5"},',
        '"2/5"}',
        FileError,
        "line 3, column 2",
        "'\"input\": [' does not go on as JSON",
    ),
    "a comma too many": (
        '"5"],',
        '"5"],,',
        FileError,
        "line 9, column 63",
        '\', "activation": "lea\' does not go on as JSON',
    ),
    "more after the end": (
        '"H(L)": "0"}]}',
        '"H(L)": "0"}]} {}',
        FileError,
        "line 12, column 90",
        "'{}' does not go on as JSON",
    ),
    "a control character": (
        '"1/9"',
        '"1\t/9"',
        FileError,
        "line 9, column 103",
        "'\\t/9\"},' does not go on as JSON",
    ),
    "single quotes": (
        '"relu"',
        "'relu'",
        FileError,
        "line 10, column 60",
        "\"'relu'}],\" does not go on as JSON",
    ),
    "a comment": (
        '"relu"',
        '"relu" // rectified',
        FileError,
        "line 10, column 67",
        "'// rectified}],' does not go on as JSON",
    ),
    "a repeated key": (
        '"slope": "1/9"',
        '"bias": ["0", "1"]',
        ProblemError,
        "",
        "the key 'bias' is given twice in one object",
    ),
    "nested 101 deep": ('"2/5"', "[" * 99 + "]" * 99, FileError, "line 2, column 120", "nested more than 100 deep"),
}

# what stands in the place of the slope "1/9", and what is wrong with it
NUMBERS = {
    "denominator 0": ('"1/0"', "'1/0' has denominator 0"),
    "leading plus": ('"+1/9"', "'+1/9' is not a number"),
    "a blank": ('" 1/9"', "' 1/9' is not a number"),
    "underscore": ('"1_0"', "'1_0' is not a number"),
    "digits that are not ASCII": ('"٣"', "'٣' is not a number"),
    "hexadecimal": ('"0x10"', "'0x10' is not a number"),
    "no digit before the point": ('".5"', "'.5' is not a number"),
    "no digit after the point": ('"5."', "'5.' is not a number"),
    "decimal over decimal": ('"0.5/2.5"', "'0.5/2.5' is not a number"),
    "a capital E": ('"1E3"', "'1E3' is not a number"),
    "exponent of five digits": ('"1e10000"', "'1e10000' is not a number"),
    "not a number, in quotes": ('"nan"', "'nan' has 'nan', which is no parameter"),
    "infinity, in quotes": ('"oo"', "'oo' has 'oo' where a number or a name is expected"),
    "empty text": ('""', "'' is not a number"),
    "a bare NaN": ("NaN", "NaN is not a number"),
    "a bare Infinity": ("-Infinity", "-Infinity is not a number"),
    "1e400": ("1e400", "'1e400' is larger than every double"),
    "true as a number": ("true", "true is not a number"),
    "null as a number": ("null", "null is not a number"),
    "a list as a number": ('["1/9"]', "a list is not a number"),
    "an object as a number": ('{"p": 1, "q": 9}', "an object is not a number"),
    "code as a number": (
        "\"__import__('os').system('true')\"",
        "\"__import__('os').system('true')\" has \"'\" where a polynomial goes on",
    ),
    "a call": ('"exp(1)"', "'exp(1)' has 'exp', which is no parameter"),
}

# what stands in the place of the weight "a**2", and how its error ends
POLYNOMIALS = {
    "a name that is no parameter": ("b**2", "'b**2' has 'b', which is no parameter"),
    "division by 0": ("1/(a - 2/5)", "'1/(a - 2/5)' divides by 0"),
    "no exponent": ("2**", "'2**' is not a number"),
    "a long exponent before a name": ("1e10000*a", "'1e10000*a' has '0' where its end is expected"),
    "a caret": ("a ^ 2", "'a ^ 2' has '^' where a polynomial goes on"),
    "a tab": ("a\\t+1", "'a\\t+1' has '\\t' where a polynomial goes on"),
    "a negative exponent": ("a**-2", "'a**-2' has the exponent '-'"),
    "a name as exponent": ("2**a", "'2**a' has the exponent 'a'"),
    "a power too large": ("a**999999", "'a**999999' has a power that is too large"),
    "a tower of powers": ("((a**9999)**9999)**9999", "'((a**9999)**9999)**9999' has a power that is too large"),
    "a bracket left open": ("(a + 1", "'(a + 1' has its end where ')' is expected"),
    "a bracket too many": ("a + 1)", "'a + 1)' has ')' where its end is expected"),
    "no operator": ("2 a", "'2 a' has 'a' where its end is expected"),
    "brackets too deep": (
        "(" * 200 + "a" + ")" * 200,
        "'((((((((((((((((((((((((((((((...))))))))' (401 characters) is nested more than 100 deep",
    ),
    "5000 minus signs": (
        "-" * 5000 + "a",
        "'------------------------------...-------a' (5001 characters) is nested more than 100 deep",
    ),
    "a long polynomial": ("+".join("a" * 6000), "a polynomial of 11999 characters"),
}

# as for texts
FIELDS = {
    "a misspelt field": (
        '"bias": ["-7/3"]',
        '"biass": ["-7/3"]',
        ProblemError,
        "network[1]",
        "'biass' is no field here",
    ),
    "a field like no other": ('"slope": "1/9"', '"weird": 1', ProblemError, "network[0]", "'weird' is no field here"),
    "a misspelt field at the top": ('"readout": {', '"readouts": {', ProblemError, "", "'readouts' is no field here"),
    "mass left out": ('"mass": "1/2", ', "", ProblemError, "input[0]", "the field mass is missing"),
    "format left out": ('"format": "ibverify-problem/1",', "", ProblemError, "", "the field format is missing"),
    "activation left out": (
        ', "activation": "relu"',
        "",
        ProblemError,
        "network[1]",
        "the field activation is missing",
    ),
    "format of tomorrow": (
        "problem/1",
        "problem/2",
        ProblemError,
        "format",
        "'ibverify-problem/2' is not a format read here",
    ),
    "label a number": ('{"label": "0"', '{"label": 0', ProblemError, "input[0].label", "0 is not a text"),
    "label null": ('{"label": "0"', '{"label": null', ProblemError, "input[0].label", "null is not a text"),
    "label half pair": (
        '{"label": "0"',
        '{"label": "\\ud800"',
        ProblemError,
        "input[0].label",
        "'\\ud800' has half of a surrogate pair",
    ),
    "no distribution": (
        ', "atom": ["1/3", "2"]',
        "",
        ProblemError,
        "input[3]",
        "none of atom, box, halfspaces, polytope is given",
    ),
    "two distributions": (
        '"atom": ["1/3", "2"]',
        '"atom": ["1/3", "2"], "box": []',
        ProblemError,
        "input[3]",
        "atom and box are given together",
    ),
    "other distribution": (
        '"atom": ["1/3", "2"]',
        '"normal": ["1/3", "2"]',
        ProblemError,
        "input[3]",
        "'normal' is no field here",
    ),
    "component a list": (
        '{"label": "1", "mass": "1/4", "atom": ["1/3", "2"]}',
        '["1/3", "2"]',
        ProblemError,
        "input[3]",
        "a list stands where an object is expected",
    ),
    "atom a number": ('["1/3", "2"]', '"1/3"', ProblemError, "input[3].atom", "'1/3' stands where a list is expected"),
    "atom a matrix": ('["1/3", "2"]', '[["1/3", "2"]]', NumberError, "input[3].atom[0]", "a list is not a number"),
    "weight a row": (
        '[["1", "1"]]',
        '["1", "1"]',
        ProblemError,
        "network[1].weight[0]",
        "'1' stands where a list is expected",
    ),
    "masses less": ('"mass": "1/4"', '"mass": "1/6"', ProblemError, "input", "the masses sum to 11/12, not 1"),
    "masses more": ('"mass": "1/4"', '"mass": "1/3"', ProblemError, "input", "the masses sum to 13/12, not 1"),
    "mass negative": ('"mass": "1/4"', '"mass": "-1/4"', ProblemError, "input[3].mass", "the mass -1/4 is negative"),
    "mass off by a rounding": (
        '"mass": "1/4"',
        '"mass": "0.25000000000000000001"',
        ProblemError,
        "input",
        "the masses sum to 100000000000000000001/100000000000000000000, not 1",
    ),
    "no coordinates": ('["1/3", "2"]', "[]", ProblemError, "input[3].atom", "there are no coordinates"),
    "other dimension": (
        '["1/3", "2"]',
        '["1/3", "2", "0"]',
        ProblemError,
        "input[3]",
        "a component of 3 coordinates after one of 2",
    ),
    "interval of one number": ('[["0", "3/2"],', '[["0"],', ProblemError, "input[0].box[0]", "1 numbers"),
    "interval reversed": (
        '["0", "3/2"]',
        '["3/2", "0"]',
        ProblemError,
        "input[0].box[0]",
        "the interval [3/2, 0] is empty",
    ),
    "no vertices": (
        '[["0", "1/2"], ["1/10", "1/2"], ["0", "1"]]',
        "[]",
        ProblemError,
        "input[1].polytope",
        "no vertices",
    ),
    "vertices unlike": (
        '["1/10", "1/2"]',
        '["1/10"]',
        ProblemError,
        "input[1].polytope",
        "points of 1 and of 2 coordinates",
    ),
    "an empty set": (
        '["1", "1", "7"]',
        '["1", "1", "-7"]',
        ProblemError,
        "input[2].halfspaces",
        "no point meets them all",
    ),
    "an unbounded set": (', ["1", "1", "7"]', "", ProblemError, "input[2].halfspaces", "the set is unbounded"),
    "ragged halfspaces": ('["1", "1", "7"]', '["1", "7"]', ProblemError, "input[2].halfspaces", "rows of 2, 3 numbers"),
    "rows unlike": ('["0", "a**2"]', '["a**2"]', ProblemError, "network[0].weight", "rows of 1 and of 2 entries"),
    "no rows": ('[["1", "1"]]', "[]", ProblemError, "network[1].weight", "a matrix without entries"),
    "bias too long": (
        '["-7/3"]',
        '["-7/3", "0"]',
        ProblemError,
        "network[1].bias",
        "2 entries for the 1 rows of weight",
    ),
    "layers that do not meet": (
        '[["1", "1"]]',
        '[["1", "1", "1"]]',
        ProblemError,
        "network[1].weight",
        "rows of 3 entries after a layer of width 2",
    ),
    "input that does not fit": (
        '[["1", "-a"], ["0", "a**2"]]',
        '[["1"], ["0"]]',
        ProblemError,
        "input",
        "the input has 2 coordinates, the network takes 1",
    ),
    "unknown activation": ('"relu"', '"gelu"', ProblemError, "network[1].activation", "'gelu' is not known"),
    "misspelt activation": ('"relu"', '"ReLU"', ProblemError, "network[1].activation", "'ReLU' is not known"),
    "activation private": ('"relu"', '"_smooth"', ProblemError, "network[1].activation", "'_smooth' is not known"),
    "parameter of another": (
        '"relu"',
        '"relu", "slope": "1/2"',
        ProblemError,
        "network[1].activation",
        "'slope' is no parameter of relu",
    ),
    "readout unknown": (
        '{"threshold": "4/7"}',
        '{"treshold": "4/7"}',
        ProblemError,
        "readout",
        "'treshold' is no field here",
    ),
    "readout empty": (
        '{"threshold": "4/7"}',
        "{}",
        ProblemError,
        "readout",
        "none of argmax, noise, quantizer, soft, threshold is given",
    ),
    "two readouts": (
        '{"threshold": "4/7"}',
        '{"threshold": "4/7", "argmax": true}',
        ProblemError,
        "readout",
        "argmax and threshold are given together",
    ),
    "argmax false": (
        '{"threshold": "4/7"}',
        '{"argmax": false}',
        ProblemError,
        "readout.argmax",
        "false stands where true is expected",
    ),
    "threshold list": (
        '{"threshold": "4/7"}',
        '{"threshold": ["4/7"]}',
        NumberError,
        "readout.threshold",
        "a list is not a number",
    ),
    "readout text": (
        '{"threshold": "4/7"}',
        '"threshold"',
        ProblemError,
        "readout",
        "'threshold' stands where an object is expected",
    ),
    "expect readout without": (
        '"readout": {"threshold": "4/7"},',
        "",
        ProblemError,
        "expect[1].layer",
        "the problem has no readout",
    ),
    "layer 3": ('"layer": 1,', '"layer": 3,', ProblemError, "expect[0].layer", "there is no layer 3"),
    "layer -1": ('"layer": 1,', '"layer": -1,', ProblemError, "expect[0].layer", "-1 is not a layer"),
    "layer 1.0": ('"layer": 1,', '"layer": 1.0,', ProblemError, "expect[0].layer", "1.0 is not a layer"),
    "a layer of 5000 digits": (
        '"layer": 1,',
        '"layer": 1' + "0" * 4999 + ",",
        ProblemError,
        "expect[0].layer",
        "1" + "0" * 29 + "...00000000 (5000 characters) is not a layer",
    ),
    "layer true": ('"layer": 1,', '"layer": true,', ProblemError, "expect[0].layer", "true is not a layer"),
    "layer name": ('"layer": 1,', '"layer": "last",', ProblemError, "expect[0].layer", "'last' is not a layer"),
    "no quantity": (', "H(L)": "0"', "", ProblemError, "expect[1]", "no quantity is expected"),
    "no such quantity": ('"H(L)": "0"', '"H(X)": "0"', ProblemError, "expect[1]", "'H(X)' is no field here"),
    "a logarithm squared": (
        "log(2) - 1/20",
        "log(2)**2",
        NumberError,
        "expect[0].I(Y;L)",
        "'log(2)**2' is not log-linear: a logarithm is raised to a power",
    ),
    "code as a value": (
        "log(2) - 1/20",
        "log(2).__class__",
        NumberError,
        "expect[0].I(Y;L)",
        "'log(2).__class__' has '.' where a value goes on",
    ),
    "the logarithm of 0": (
        "log(2) - 1/20",
        "log(0)",
        NumberError,
        "expect[0].I(Y;L)",
        "'log(0)' has the logarithm of '0'",
    ),
    "an interval of a parameter": (
        '"2/5"',
        '["0", "1"]',
        UnsupportedError,
        "parameters.a",
        "an interval is for sweeping, and here the parameter needs one value",
    ),
    "parameters list": ('{"a": "2/5"}', '["a"]', ProblemError, "parameters", "a list is not an object"),
    "parameter name": (
        '{"a": "2/5"}',
        '{"a": "2/5", "b c": "0"}',
        ProblemError,
        "parameters",
        "'b c' cannot name a parameter",
    ),
    "parameter named log": (
        '{"a": "2/5"}',
        '{"a": "2/5", "log": "0"}',
        ProblemError,
        "parameters",
        "'log' cannot name a parameter",
    ),
    "parameter keyword": (
        '{"a": "2/5"}',
        '{"a": "2/5", "lambda": "0"}',
        ProblemError,
        "parameters",
        "'lambda' cannot name a parameter",
    ),
    "parameter made of another": (
        '{"a": "2/5"}',
        '{"a": "2/5", "b": "a"}',
        NumberError,
        "parameters.b",
        "'a' is not a number",
    ),
    "input noise of no size": (
        '"readout": {',
        '"input_noise": {"uniform": "0"}, "readout": {',
        ProblemError,
        "input_noise.uniform",
        "the size 0 is not positive",
    ),
    "input noise of two laws": (
        '"readout": {',
        '"input_noise": {"uniform": "1/8", "gaussian": "1/8"}, "readout": {',
        ProblemError,
        "input_noise",
        "uniform and gaussian are given together",
    ),
    "a layer of negative noise": (
        '{"weight": [["1", "1"]], "bias": ["-7/3"], "activation": "relu"}',
        '{"noise": {"gaussian": "-1/20"}}',
        ProblemError,
        "network[1].noise.gaussian",
        "the size -1/20 is not positive",
    ),
    "a layer of noise with an activation": (
        '{"weight": [["1", "1"]], "bias": ["-7/3"], "activation": "relu"}',
        '{"noise": {"uniform": "1/20"}, "activation": "relu"}',
        ProblemError,
        "network[1]",
        "'activation' is no field here",
    ),
    "noise of no law": (
        '{"weight": [["1", "1"]], "bias": ["-7/3"], "activation": "relu"}',
        '{"noise": {}}',
        ProblemError,
        "network[1].noise",
        "none of uniform, gaussian is given",
    ),
    "no levels": (
        '{"threshold": "4/7"}',
        '{"quantizer": {"levels": 0, "range": ["0", "1"]}}',
        ProblemError,
        "readout.quantizer.levels",
        "0 is no number of bins",
    ),
    "a reversed range": (
        '{"threshold": "4/7"}',
        '{"quantizer": {"levels": 4, "range": ["1", "0"]}}',
        ProblemError,
        "readout.quantizer.range",
        "[1, 0] is no range",
    ),
    "a range of three": (
        '{"threshold": "4/7"}',
        '{"quantizer": {"levels": 4, "range": ["0", "1", "2"]}}',
        ProblemError,
        "readout.quantizer.range",
        "[0, 1, 2] is no range",
    ),
    "a quantizer without a range": (
        '{"threshold": "4/7"}',
        '{"quantizer": {"levels": 4}}',
        ProblemError,
        "readout.quantizer",
        "the field range is missing",
    ),
    "readout of negative noise": (
        '{"threshold": "4/7"}',
        '{"noise": {"uniform": "-1"}}',
        ProblemError,
        "readout.noise.uniform",
        "the size -1 is not positive",
    ),
    "soft false": (
        '{"threshold": "4/7"}',
        '{"soft": false}',
        ProblemError,
        "readout.soft",
        "false stands where true is expected",
    ),
    "one term": (
        '{"threshold": "4/7"}',
        '{"compression": {"threshold": "4/7"}}',
        ProblemError,
        "readout",
        "the field precision is missing",
    ),
    "a term of terms": (
        '{"threshold": "4/7"}',
        '{"compression": {"compression": null, "precision": null}, "precision": null}',
        ProblemError,
        "readout.compression",
        "'compression' is no field here",
    ),
    "an input that is not quantized": (
        '{"threshold": "4/7"}',
        '{"compression": null, "precision": null, "input": {"soft": true}}',
        ProblemError,
        "readout.input",
        "soft is no map of the input",
    ),
    "levels of a term": (
        '{"threshold": "4/7"}',
        '{"compression": {"quantizer": {"levels": "1/2", "range": ["0", "1"]}}, "precision": null}',
        ProblemError,
        "readout.compression.quantizer.levels",
        "1/2 is no number of bins",
    ),
}


def refused(text: str) -> InputError:
    """The error of a text, which is one line of three parts."""
    with pytest.raises(InputError) as caught:
        load_problem(io.StringIO(text))
    error = caught.value
    assert str(error).startswith("the stream: ")
    assert "\n" not in str(error)
    assert all((error.where, error.what, error.todo))
    return error


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_the_good_one():
    problem = load_problem(io.StringIO(GOOD))
    assert (problem.law.width, problem.network.depth, len(problem.law.cells), len(problem.expect)) == (2, 2, 4, 2)


@pytest.mark.parametrize("name", [*TEXTS, *FIELDS])
def test_fields(name: str):
    old, new, kind, where, what = (TEXTS | FIELDS)[name]
    error = refused(changed(old, new))
    assert type(error) is kind
    assert error.where == ": ".join(filter(None, ["the stream", where]))
    assert error.what == what


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(name: str):
    new, what = NUMBERS[name]
    error = refused(changed('"1/9"', new))
    assert type(error) is NumberError
    assert (error.where, error.what) == ("the stream: network[0].slope", what)


@pytest.mark.parametrize("name", POLYNOMIALS)
def test_polynomials(name: str):
    new, what = POLYNOMIALS[name]
    error = refused(changed("a**2", new))
    assert type(error) is NumberError
    assert error.where == "the stream: network[0].weight[1][1]"
    assert error.what.endswith(what)


def test_every_reason_is_another():
    """No two changes are refused by one sentence at one place: each sets off its own check."""
    reasons = [(where, what) for _, _, _, where, what in (TEXTS | FIELDS).values()]
    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ('"mass": "1/4"', '"mass": "1/6"', "add the missing 1/12"),
        ('"mass": "1/4"', '"mass": "1/3"', "take away 1/12"),
        ('"bias": ["-7/3"]', '"biass": ["-7/3"]', "did you mean bias?"),
        ('"slope": "1/9"', '"weird": 1', "use weight, bias, activation, lower, upper, slope"),
        ('"2/5"', '["0", "1"]', "give one value, or run ibverify sweep"),
    ],
)
def test_advice(old: str, new: str, advice: str):
    assert refused(changed(old, new)).todo == advice


@pytest.mark.parametrize("text", ["3", "[]", "null", '"a problem"'])
def test_no_object(text: str):
    assert "stands where an object is expected" in str(refused(text))


def test_no_entries():
    for field in ("input", "network"):
        problem = {"format": "ibverify-problem/1", "input": [{"label": "0", "mass": 1, "atom": [0]}], "network": []}
        assert "give at least one" in str(refused(json.dumps(problem | {field: []})))


def test_nnet():
    problem = json.loads(GOOD) | {"network": {"nnet": "net.nnet"}}
    error = refused(json.dumps(problem))
    assert type(error) is UnsupportedNetwork
    assert error.where == "the stream: network.nnet"
