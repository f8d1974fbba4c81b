from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import ibverify as ib
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
