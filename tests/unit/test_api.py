from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
import sympy

import ibverify as ib
from ibverify import api
from ibverify.errors import InputError
from ibverify.readouts import threshold


@pytest.fixture
def law():
    """Uniform on [0, 1/2] for label 0, the point 3/4 for label 1."""
    return ib.mixture(ib.uniform([("0", "1/2")], mass="1/2", label=0), ib.atom(["3/4"], mass="1/2", label=1))


@pytest.fixture
def result(law):
    return ib.analyze(law, ib.Network(1, (ib.layer([[1]], ["-1/4"], "relu"),)))


def test_a_result_is_the_input_and_the_layers(result):
    assert list(result) == [result[0], result[1]]
    assert len(result) == 2
    assert result[np.int64(1)] is result[1]
    assert (result.entropy("Y"), result[0].mutual_information("Y")) == ("log(2)", "log(2)")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda r: r[2], "^there is no layer 2; ask for 0, the input, to 1, the last layer$"),
        (lambda r: r[-1], "^there is no layer -1; ask for 0"),
        (lambda r: r["output"], "^there is no layer 'output'; ask"),
        (lambda r: r["readout"], "^there is no readout; ask for 0, the input, to 1, the last layer$"),
        (lambda r: r[1].mutual_information("Z"), '^\'Z\' is no variable here; ask for "X", the input, or "Y"'),
        (lambda r: r.entropy("L"), "^'L' is no variable here; ask for"),
    ],
)
def test_what_is_not_there_is_said(result, ask: Callable[[ib.Result], object], sentence: str):
    with pytest.raises(InputError, match=sentence):
        ask(result)


def test_a_readout_is_offered_where_there_is_one(law):
    net = ib.Network(1, (ib.layer([[1]]),))
    found = ib.analyze(law, net, threshold.readout(ib.rational("5/8")))
    assert found["readout"].mutual_information("Y") == "log(2)"
    with pytest.raises(InputError, match=r'to 1, the last layer or "readout"$'):
        found[2]


@pytest.mark.parametrize("number", [np.int64(3), np.uint8(3), np.array(3)])
def test_integers_of_numpy_are_exact(number):
    assert ib.rational(number) == 3
    assert ib.Value("3") == number
    assert ib.layer([[number]]) == ib.layer([[3]])


@pytest.mark.parametrize("number", [np.bool_(True), True, 0.5, np.float64(0.5), np.float32(0.5), np.array([3])])
def test_floats_and_truth_values_are_not(number):
    with pytest.raises(TypeError, match=r"not exact|not a number|no float|can be converted"):
        ib.rational(number)


@pytest.mark.parametrize("kind", [float, np.float64, np.float32, np.float16, np.longdouble])
def test_floats_of_every_width_have_one_door(kind):
    """0.1 is the nearest number of its own width."""
    number = kind("0.1") if kind is np.longdouble else kind(0.1)
    found = ib.from_float(number)
    assert (int(found.p), int(found.q)) == number.as_integer_ratio()
    for no_number in (kind("nan"), kind("inf")):
        with pytest.raises(ib.errors.NumberError, match="is not a number; give finite numbers"):
            ib.from_float(no_number)


def test_a_text_is_no_float():
    with pytest.raises(TypeError, match="str is no float: use rational"):
        ib.from_float("0.1")


def test_halfspaces_are_a_law():
    """0 <= x <= 1/2, as the interval."""
    of = ib.analyze(
        ib.mixture(ib.halfspaces([[2, 1], [-1, 0]], mass="1/2", label=0), ib.atom(["3/4"], mass="1/2", label=1)),
        ib.Network([ib.layer([[1]])]),
    )
    assert of.entropy("Y") == of[1].mutual_information("Y") == ib.log(2)


def test_the_network_may_be_its_layers(law, result):
    found = ib.analyze(law, ib.Network([ib.layer([[1]], ["-1/4"], "relu")]))
    assert found.to_dict() == result.to_dict()


def test_what_is_no_problem_is_said(law):
    net, problem = ib.Network([ib.layer([[1]])]), ib.Problem(law, ib.Network([ib.layer([[1]])]))
    for arguments, words in (
        ((3,), r"^analyze\(int\): give a Problem alone, or a law and a Network$"),
        ((law,), r"^analyze\(Law\): give"),
        ((law, 3), r"^analyze\(Law, int\): give"),
        ((problem, net), r"^analyze\(Problem, Network\): give"),
        ((law, net, "threshold"), r"^str is no readout: give a piecewise-affine map$"),
        ((law, net, ib.activation("tanh")), "is no readout"),
    ):
        with pytest.raises(TypeError, match=words):
            ib.analyze(*arguments)


def test_units(result):
    assert result.to_dict(unit="bits")["unit"] == "bit"
    with pytest.raises(InputError, match="'ban' is no unit here; use one of nat, nats, bit, bits"):
        result.to_dict(unit="ban")


def test_sympy_has_a_door():
    assert ib.from_sympy(sympy.log(8)) == 3 * ib.log(2)


def test_verify_judges_the_named_claims(tmp_path):
    """By a list or a single name; an unknown one is an error."""
    (tmp_path / "mine.py").write_text(CLAIM)
    for names in ([str(tmp_path / "mine.py")], str(tmp_path / "mine.py")):
        [judgement] = ib.verify(names).judgements
        assert (judgement.id, judgement.verdict) == ("mine", "holds")
    with pytest.raises(InputError, match=r"'s99\.nothing'"):
        ib.verify(["s99.nothing"])


CLAIM = """
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
CLAIM = Claim(
    Statement("log 4 = 2 log 2", source="mine"),
    parts=[
        Part(
            "log 4 = 2 log 2",
            Example("the number 4", lambda: [check("equal", "log(4)", "==", "2*log(2)")]),
            [Mutant("direction", "log 4 > 2 log 2", lambda: [check("more", "log(4)", ">", "2*log(2)")])],
        )
    ],
)
"""


def test_every_name_is_there_and_loaded_when_it_is_used():
    assert [name for name in ib.__all__ if getattr(ib, name) is None] == []
    assert set(dir(ib)) == {*ib.__all__, "__version__"}
    with pytest.raises(AttributeError, match="module 'ibverify' has no attribute 'nothing'"):
        _ = ib.nothing
    code = "import sys, ibverify as ib; print('ibverify.testing' in sys.modules, ib.testing.assert_proved.__name__)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False assert_proved\n"


def test_reprs_evaluate_back_or_do_not_pretend(law, result):
    """With the public names; what has no such text is in angle brackets."""
    names = {name: getattr(ib, name) for name in ib.__all__}
    for made in (ib.Network([ib.layer([[1]], ["1/3"], "relu")]), ib.log(2), result[1].mutual_information("X")):
        assert eval(repr(made), names) == made  # noqa: S307
    assert repr(law) == "<Law on R^1: labels '0', '1'; cells: 2>"
    assert repr(result) == "<Result of depth 1, no readout>"
    problem = ib.Problem(law, ib.Network([ib.layer([[1]])]), threshold.readout(ib.rational("1/2")))
    assert repr(problem) == f"<Problem: {law!r}, network of depth 1, readout threshold>"
    assert repr(ib.compare(1, "<", 2)) == "<Outcome proved: 1 < 2>"


def test_readouts_are_written_as_in_problem_files(law):
    net = ib.Network([ib.layer([[1]])])
    found = ib.analyze(law, net, api.readout({"threshold": "5/8"}))
    assert found["readout"].mutual_information("Y") == "log(2)"
    assert api.readout(None) is None
    terms = api.readout({"compression": {"quantizer": {"levels": 2, "range": [0, 1]}}, "precision": None})
    found = ib.analyze(law, net, terms)
    assert found["readout"].mutual_information("Y") == found[1].mutual_information("Y")
    with pytest.raises(InputError, match=r"^quantizer: the field range is missing; add it$"):
        api.readout({"quantizer": {"levels": 2}})


def test_noise_is_a_layer_a_readout_and_on_the_input(law):
    noise = api.noise(uniform="1/8")
    clean = ib.Network([ib.layer([[1]])])
    inside = ib.analyze(law, ib.Network([ib.layer([[1]], activation=noise)]))[1]
    read = ib.analyze(law, clean, noise)["readout"]
    before = ib.analyze(ib.Problem(law, clean, input_noise=noise))[1]
    values = [each.mutual_information("X") for each in (inside, read, before)]
    assert values[0].is_exact
    assert values[0] == values[1] == values[2]
    assert repr(ib.Problem(law, clean, noise, input_noise=noise)) == (
        f"<Problem: {law!r}, noise on the input, network of depth 1, readout noise>"
    )


@pytest.mark.parametrize("laws", [{}, {"uniform": 1, "gaussian": "1/2"}])
def test_noise_has_one_law(laws):
    with pytest.raises(InputError, match=r"laws are given; give one size"):
        api.noise(**laws)
