from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.exact import Value, between, compare
from ibverify.testing import assert_proved


def test_what_is_proved_passes():
    assert_proved(compare(Value("log(8)"), "==", "3*log(2)"))
    assert_proved(compare(between(fmpq(0), fmpq(1, 2), "a bound"), "<", "log(2)"))


@pytest.mark.parametrize(
    ("left", "relation", "sentence"),
    [
        (Value("log(2) - 1/20"), "==", r"^refuted: log\(2\) - 1/20 == log\(2\) is false$"),
        (between(fmpq(0), fmpq(1), "a bound"), "<=", r"^unknown: \[0, 1\] <= log\(2\) is neither proved nor refuted"),
    ],
)
def test_what_is_not_proved_fails_with_the_two_values(left: Value, relation: str, sentence: str):
    with pytest.raises(AssertionError, match=sentence):
        assert_proved(compare(left, relation, "log(2)"))


def test_a_truth_value_is_no_outcome():
    with pytest.raises(TypeError, match=r"bool is no outcome: give compare\("):
        assert_proved(Value("log(8)") == Value("3*log(2)"))
