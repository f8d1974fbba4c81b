"""Comparison of values: proved, refuted or unknown, never guessed.

Exact values are decided (their difference has a sign); infinity is larger than every finite value and equal to
itself; of enclosed values the difference is enclosed with increasing precision, and stays unknown where that holds 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ibverify.errors import RefutedError, UndecidedError
from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.printing import brief
from ibverify.exact.rational import Exactly
from ibverify.exact.value import Value, as_value

_SIGNS = {"<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}, ">=": {0, 1}, ">": {1}}
PRECISIONS = (64, 128, 256, 512, 1024)


class Status(Enum):
    """What is known of a statement."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a comparison: its status, and the statement that it is about, with the values in it."""

    status: Status
    statement: str

    @property
    def proved(self) -> bool:
        """Whether the statement is proved; False means refuted or unknown."""
        return self.status is Status.PROVED

    @property
    def refuted(self) -> bool:
        """Whether the statement is proved to be false."""
        return self.status is Status.REFUTED

    @property
    def unknown(self) -> bool:
        """Whether neither is known."""
        return self.status is Status.UNKNOWN

    def __bool__(self) -> bool:
        raise TypeError("an Outcome has three states: ask .proved, .refuted or .unknown, or call .require()")

    def decided(self) -> bool:
        """True if proved, False if refuted. Raises `UndecidedError` if unknown."""
        if self.unknown:
            raise UndecidedError("", f"{self.statement} is not decided", "use compare() and treat the unknown outcome")
        return self.proved

    def require(self) -> None:
        """Nothing if proved. Raises `RefutedError` or `UndecidedError`, with the two values."""
        if not self.decided():
            raise RefutedError("", f"{self.statement} is false", "look at the two values")

    def __str__(self) -> str:
        return f"{self.status.value}: {self.statement}"

    def __repr__(self) -> str:
        return f"<Outcome {self}>"


def compare(left: Value | Exactly, relation: str, right: Value | Exactly) -> Outcome:
    """Whether `left relation right`, for a relation among < <= == != >= >.

    Exact for exact and infinite values, rigorous for enclosed ones. Raises ValueError for another relation.

    >>> compare(Value("log(2) - 1/20"), "<", Value("log(2)")).proved
    True
    >>> print(compare(Value("log(4)"), "!=", Value("2*log(2)")))
    refuted: 2*log(2) != 2*log(2)
    """
    if relation not in _SIGNS:
        raise ValueError(f"{relation!r} is no relation: use one of {' '.join(_SIGNS)}")
    left, right = as_value(left), as_value(right)
    return Outcome(status(left, relation, right), f"{brief(left)} {relation} {brief(right)}")


def status(left: Value, relation: str, right: Value) -> Status:
    """What is known of `left relation right`, without the words."""
    possible, wanted = _possible_signs(left, right), _SIGNS[relation]
    if possible <= wanted:
        return Status.PROVED
    return Status.UNKNOWN if possible & wanted else Status.REFUTED


def _possible_signs(left: Value, right: Value) -> set[int]:
    """The signs that left - right can have, as far as is known."""
    if left.is_infinite or right.is_infinite:
        return _possible_signs_at_infinity(left, right)
    if isinstance(left.content, Formula) or isinstance(right.content, Formula):
        formula = (left - right).content
        return {0} if isinstance(formula, Formula) and formula.is_zero else {-1, 0, 1}
    if isinstance(left.content, LogLinear) and isinstance(right.content, LogLinear):
        return {(left.content - right.content).sign()}
    signs = _possible_signs_of_ends(left, right)
    if len(signs) == 1 or any(value.interval()[1] is None for value in (left, right)):
        return signs
    difference = left - right
    if isinstance(difference.content, LogLinear):
        return {difference.content.sign()}
    for bits in PRECISIONS:
        low, high = difference.interval(bits)
        if low is not None and low >= 0:
            signs -= {-1} if low == 0 else {-1, 0}
        if high is not None and high <= 0:
            signs -= {1} if high == 0 else {0, 1}
        if len(signs) == 1:
            break
    return signs


def _possible_signs_of_ends(left: Value, right: Value) -> set[int]:
    """What the ends of both say: they may know of bounds that the difference does not."""
    (low, high), (other_low, other_high) = left.interval(), right.interval()
    if low is not None and other_high is not None and low >= other_high:
        return {0, 1} if low == other_high else {1}
    if high is not None and other_low is not None and high <= other_low:
        return {-1, 0} if high == other_low else {-1}
    return {-1, 0, 1}


def _possible_signs_at_infinity(left: Value, right: Value) -> set[int]:
    if left.is_infinite and right.is_infinite:
        return {0}
    finite = right if left.is_infinite else left
    larger = 1 if left.is_infinite else -1
    _, upper = finite.interval()
    return {larger} if upper is not None else {0, larger}
