from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.errors import FileError, NumberError, ProblemError
from ibverify.loaders import load_points
from ibverify.loaders._numbers import Double, displayed, number
from ibverify.loaders._polynomial import MAX_LENGTH, has_name, is_name, polynomial
from ibverify.loaders._text import MAX_DEPTH, parse

HALF, THIRD = fmpq(1, 2), fmpq(-1, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", HALF),
        ("-a", -HALF),
        ("-a - b_2", fmpq(-1, 6)),
        ("-a**2", fmpq(-1, 4)),  # minus binds less than the power
        ("(-a)**2", fmpq(1, 4)),
        ("a**0", fmpq(1)),
        ("2*a*b_2", fmpq(-1, 3)),
        ("a - b_2 - a", fmpq(1, 3)),  # from the left
        ("1/2/a", fmpq(1)),
        ("1e2*a", fmpq(50)),
        ("0.25e-1*a", fmpq(1, 80)),
        ("a/b_2", fmpq(-3, 2)),
        ("- - a", HALF),
        ("((((a))))", HALF),
        ("a*-b_2", fmpq(1, 6)),
        (" a + 1 ", fmpq(3, 2)),
    ],
)
def test_polynomials(text: str, value: fmpq):
    assert polynomial(text, {"a": HALF, "b_2": THIRD}) == value


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "2", "1/3", "0.5"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("{} - {}".format, inner, inner),
        st.builds("({})*({})".format, inner, inner),
        st.builds("-{}".format, inner),
        st.builds("({})**2".format, inner),
    ),
    max_leaves=12,
)


@given(EXPRESSIONS, st.fractions(max_denominator=50), st.fractions(max_denominator=50))
def test_polynomials_agree_with_python(text: str, a: Fraction, b: Fraction):
    """The value is that of Python's own operators on fractions."""
    spelled = text.replace("1/3", "F(1, 3)").replace("0.5", "F(1, 2)")
    expected = Fraction(eval(spelled, {"F": Fraction, "a": a, "b": b}))  # noqa: S307 - the text is ours
    values = {"a": fmpq(a.numerator, a.denominator), "b": fmpq(b.numerator, b.denominator)}
    assert polynomial(text, values) == fmpq(expected.numerator, expected.denominator)


def test_bounds_of_polynomials():
    longest = "a" + "+a" * (MAX_LENGTH // 2 - 1)
    assert polynomial(longest, {"a": HALF}) == fmpq(MAX_LENGTH, 4)
    with pytest.raises(NumberError, match=f"a polynomial of {MAX_LENGTH + 1} characters"):
        polynomial(longest + "+a", {"a": HALF})
    assert polynomial("(" * 100 + "a" + ")" * 100, {"a": HALF}) == HALF
    with pytest.raises(NumberError, match="nested more than 100 deep"):
        polynomial("(" * 101 + "a" + ")" * 101, {"a": HALF})


@pytest.mark.parametrize("name", ["a", "_", "beta", "S", "N", "E", "I", "gamma", "x_1", "a" * 50])
def test_names(name: str):
    assert is_name(name)
    assert polynomial(f"1 - {name}", {name: HALF}) == HALF


@pytest.mark.parametrize("name", ["", "1a", "a b", "a-b", "α", "log", "oo", "lambda", "None", "a\n"])
def test_no_names(name: str):
    assert not is_name(name)


@pytest.mark.parametrize(("text", "has"), [("1e5", False), ("1/2", False), ("2*e", True), ("e", True), ("0x1", False)])
def test_where_a_name_begins(text: str, has: bool):
    assert has_name(text) is has


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("1/3", fmpq(1, 3)),
        (fmpq(2), 2),
        (7, 7),
        (Fraction(1, 3), fmpq(1, 3)),
        (0.5, HALF),
        (Double("2.5e-1"), fmpq(1, 4)),
        (np.int32(7), 7),
        (np.float64(0.5), HALF),
        (np.float32(0.1), fmpq(13421773, 2**27)),
    ],
)
def test_numbers(data: object, value: fmpq):
    assert number(data) == value


@pytest.mark.parametrize(
    ("data", "text"),
    [(True, "true"), (None, "null"), ([1], "a list"), ({}, "an object"), (1j, "1j"), (np.True_, "True")],
)
def test_no_numbers(data: object, text: str):
    with pytest.raises(NumberError, match=f"^{text} is not a number; "):
        number(data)


def test_large_numbers_are_shown_short():
    for large in (10**5000, fmpq(10) ** 5000):
        assert displayed(large) == "1" + "0" * 29 + "...00000000 (5001 characters)"


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,20})\.[0-9]{1,20}([eE][+-]?[0-9]{1,2})?", fullmatch=True))
def test_rounded_doubles(text: str):
    """A decimal is rounded exactly if its double is another fraction."""
    assert Double(text).is_rounded is (Fraction(text) != Fraction(float(text)))


@pytest.mark.parametrize(
    "text", ["0." + "0" * 9_000 + "5e9000", "5" + "0" * 9_000 + "e-9001", "5e-00000000000000000001"]
)
def test_exponents_that_cancel(text: str):
    assert (Double(text).value, Double(text).is_rounded) == (HALF, False)


# The text of files.


def test_leaves_of_json():
    data = parse('{"int": -0, "long": ' + "9" * 5000 + ', "double": 1.5E0, "rest": [true, null, "\\u00e9"]}').data
    assert data == {
        "int": fmpq(0),
        "long": fmpq(10) ** 5000 - 1,
        "double": Double("1.5E0"),
        "rest": [True, None, "é"],
    }


def test_the_deepest_and_the_longest():
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).data
    assert parse("9" * 100_000).data == fmpq(10) ** 100_000 - 1
    with pytest.raises(NumberError, match=r"line 2, column 3: a number of 100017 characters"):
        parse("[\n  " + "9" * 100_017 + "]")
    with pytest.raises(FileError, match=r"line 2, column 100: nested more than 100 deep"):
        parse("[\n" + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "]")


def test_brackets_in_texts_are_no_nesting():
    text = '"' + '[\\"{' * 500 + '"'
    assert parse(text).data == '[\\"{'.replace("\\", "") * 500


def test_equal_keys_of_different_spelling():
    with pytest.raises(ProblemError, match="the key 'a' is given twice"):
        parse('{"a": 1, "\\u0061": 2}')


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda t: st.lists(t) | st.dictionaries(st.text(), t)))
def test_json_is_read_as_python_reads_it(data: object):
    """Without numbers, the data is that of `json`."""
    assert parse(json.dumps(data)).data == data


# Points.


def test_points():
    assert load_points('[[1, ["1/2"]], 0.5]') == [(fmpq(1), HALF, HALF)]
    said: list[str] = []
    load_points("[0.1, 0.2]", note=said.append)
    assert len(said) == 1


def test_points_of_a_file(tmp_path: Path):
    """Images of 2 by 1, flattened: 0.1 is the double that it is."""
    np.save(tmp_path / "p.npy", np.array([[[1], [0.1]], [[2], [-0.5]]]))
    tenth = fmpq(3602879701896397, 36028797018963968)
    assert load_points(str(tmp_path / "p.npy")) == [(fmpq(1), tenth), (fmpq(2), -HALF)]


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.array([1.0]), r"an array of float64 of shape \(1,\); give integers or floats, one point a row"),
        (np.array([["1"]]), "an array of <U1"),
        (np.array([[np.nan]]), "some entries are not finite"),
    ],
)
def test_no_points_of_a_file(tmp_path: Path, array: np.ndarray, words: str):
    np.save(tmp_path / "p.npy", array)
    with pytest.raises(ProblemError, match=f"p.npy: {words}"):
        load_points(str(tmp_path / "p.npy"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3", "point '3': 3 is not a point"),
        ("[1,", "line 1, column 4: the text ends too early"),
        ('["x"]', "'x' is not a number"),
        ("none.npy", "none.npy: the file cannot be read as arrays"),
    ],
)
def test_no_points(text: str, words: str):
    with pytest.raises((FileError, NumberError, ProblemError), match=words.replace("[", r"\[")):
        load_points(text)
