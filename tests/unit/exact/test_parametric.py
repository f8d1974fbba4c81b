"""Functions of parameters: a field, ordered at a sample that takes note of every sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.exact.parametric import Function, Sample, Vanishes, is_function, univariate

SMALL = st.integers(-3, 3)
POINT = (fmpq(1, 3), fmpq(2, 5))


def sample() -> Sample:
    return Sample.of(["a", "b"], POINT)


def signs(at: Sample) -> dict[str, int]:
    return {name: sign for name, (_, sign) in at.signs.items()}


def functions(depth: int = 3) -> st.SearchStrategy[Callable[[Any, Any], Any]]:
    """Expressions in two numbers, whatever these are."""
    leaves = st.sampled_from([lambda a, b: a, lambda a, b: b]) | SMALL.map(lambda n: lambda a, b: a * 0 + n)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda fg: lambda a, b: fg[0](a, b) + fg[1](a, b)),
            st.tuples(inner, inner).map(lambda fg: lambda a, b: fg[0](a, b) - fg[1](a, b)),
            st.tuples(inner, inner).map(lambda fg: lambda a, b: fg[0](a, b) * fg[1](a, b)),
            st.tuples(inner, inner).map(lambda fg: lambda a, b: fg[0](a, b) / fg[1](a, b)),
        ),
        max_leaves=6,
    )


@given(functions(), st.tuples(SMALL, SMALL))
def test_a_function_is_what_its_expression_says(expression: Any, at: tuple[int, int]):
    """Built from the parameters and evaluated, or evaluated from the start: the same."""
    try:
        function = expression(*sample().parameters)
        value = expression(*map(fmpq, at))
    except (ZeroDivisionError, Vanishes):
        assume(False)
    assert function.at(list(map(fmpq, at))) == value


@given(functions(), functions())
def test_order_is_that_at_the_sample(one: Any, other: Any):
    """<, <=, ==, >=, >, abs and truth, as of the values at the point; a zero that is no identity has no sign."""
    at = sample()
    try:
        f, g = (expression(*at.parameters) for expression in (one, other))
        x, y = (expression(*POINT) for expression in (one, other))
        found = f < g, f <= g, f == g, f >= g, f > g, bool(f), abs(f).at(POINT)
    except (ZeroDivisionError, Vanishes):
        assume(False)
    assert found == (x < y, x <= y, x == y, x >= y, x > y, bool(x), abs(x))


def test_signs_are_those_of_irreducible_factors():
    """(a - b)(a + 1)^2 / (1 - 2a) at (1/3, 2/5): negative over positive; each factor once."""
    at = sample()
    a, b = at.parameters
    assert (a - b) * (a + 1) ** 2 / (1 - 2 * a) < 0
    assert signs(at) == {"a - b": -1, "a + 1": 1, "2*a - 1": -1}


def test_what_is_zero_everywhere_has_no_sign():
    at = sample()
    a, b = at.parameters
    assert (a + b) * (a - b) == a * a - b * b
    assert not at.signs


def test_a_zero_at_the_sample_is_refused():
    a, b = sample().parameters
    with pytest.raises(Vanishes, match=r"3\*a - 1"):
        bool((3 * a - 1) * b)


def test_lowest_terms():
    a, b = sample().parameters
    assert str((a * a - b * b) / (2 * a - 2 * b)) == "1/2*a + 1/2*b"
    assert str(1 / (2 * a)) == "(1/2)/(a)"


def test_division_by_what_is_zero_everywhere():
    a, _ = sample().parameters
    with pytest.raises(ZeroDivisionError, match="division by a function that is 0"):
        1 / (a - a)


def test_a_division_takes_note():
    """The quotient holds as long as the divisor keeps its sign."""
    at = sample()
    a, _ = at.parameters
    assert (1 / a).at([fmpq(0), fmpq(0)]) is None
    assert signs(at) == {"a": 1}


def no_way_around(function: Any) -> None:
    """What would branch on a function without its place: there is none of it."""
    for kind in (hash, int, float, list):
        with pytest.raises(TypeError):
            kind(function)


def test_there_is_no_way_around_the_place():
    no_way_around(sample().parameters[0])


def test_a_function_with_a_hash_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Function, "__hash__", lambda self: 0)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        no_way_around(sample().parameters[0])


def test_two_places_are_not_combined():
    [a, _], [b, _] = sample().parameters, sample().parameters
    with pytest.raises(ValueError, match="functions of two places"):
        a + b


@pytest.mark.parametrize("other", [0.5, "1/2", None, True])
def test_only_exact_numbers_are_combined(other: object):
    a, _ = sample().parameters
    with pytest.raises(TypeError):
        a + other
    with pytest.raises(TypeError):
        a < other  # noqa: B015


def test_the_polynomial_of_one_parameter():
    [a] = Sample.of(["a"], [fmpq(1)]).parameters
    assert univariate((2 * a**3 - a + 5).numerator).coeffs() == [5, -1, 0, 2]
    assert is_function(a)
    assert not is_function(fmpq(1))
