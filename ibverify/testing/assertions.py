"""Comparisons in a test suite: an outcome that has to be proved. Main result: `assert_proved`."""

from __future__ import annotations

from ibverify.exact import Outcome


def assert_proved(outcome: Outcome) -> None:
    """Nothing if the statement of `compare(left, relation, right)` is proved; AssertionError if refuted or unknown.

    Raises TypeError for what is no outcome, such as the truth value of `left == right`.

    >>> from ibverify.exact import Value, compare
    >>> assert_proved(compare(Value("log(8)"), "==", "3*log(2)"))
    >>> assert_proved(compare(Value("log(2)"), "<", "1/2"))
    Traceback (most recent call last):
    AssertionError: refuted: log(2) < 1/2 is false
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    if not isinstance(outcome, Outcome):
        raise TypeError(f"{type(outcome).__name__} is no outcome: give compare(left, relation, right)")
    if outcome.refuted:
        raise AssertionError(f"refuted: {outcome.statement} is false")
    if outcome.unknown:
        raise AssertionError(f"unknown: {outcome.statement} is neither proved nor refuted; the values are enclosures")
