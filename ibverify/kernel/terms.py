r"""Terms, sums and statements: what a derivation speaks of. Every term has a value in $[0, \infty]$.

$I(A;B|C)$, with $H(A|C) = I(A;A|C)$; $\log|Y|$ of a finite variable; the cross-entropy $C(P_{Y|Z} \| Q)$ and the
divergence $E\,D(P_{B|A} \| Q)$ against a surrogate Q; of a vector, its collision entropy, its dimensions and its
widths. A sum has positive integers as coefficients (a rational inequality is multiplied out): nothing is ever
subtracted, so infinite terms are harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from ibverify.errors import ProblemError, RuleError

Names: TypeAlias = frozenset[str]
Relation: TypeAlias = Literal["==", "<=", ">="]
QuantityKind: TypeAlias = Literal["H2", "d2", "upperd2", "d", "width", "minwidth"]
FLIPPED: Mapping[Relation, Relation] = MappingProxyType({"==": "==", "<=": ">=", ">=": "<="})


@dataclass(frozen=True, slots=True, eq=False)
class Information:
    """$I(A;B|C)$, symmetric in A and B; the order of `left` and `right` is that of print."""

    left: Names
    right: Names
    given: Names = frozenset()
    _hash: int = field(init=False, repr=False, default=0)

    def __post_init__(self) -> None:
        if not self.left or not self.right:
            raise ProblemError("information", "a set of variables is empty", "name at least one on each side")
        object.__setattr__(self, "_hash", hash((frozenset((self.left, self.right)), self.given)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Information) or self.given != other.given:
            return False
        return (self.left, self.right) in ((other.left, other.right), (other.right, other.left))

    def __hash__(self) -> int:
        return self._hash

    @property
    def variables(self) -> Names:
        """All that it names."""
        return self.left | self.right | self.given


@dataclass(frozen=True, slots=True)
class LogCardinality:
    r"""$\log|Y|$, the logarithm of the number of letters of a finite variable."""

    of: str

    @property
    def variables(self) -> Names:
        """All that it names."""
        return frozenset((self.of,))


@dataclass(frozen=True, slots=True)
class Surrogate:
    r"""A conditional law Q of a variable: one that the setting declares, moved along the steps of `path`.

    `("pullback", "T")` puts the function $T = h(L)$ in: $Q(y|h(l))$, (22). `("average", "T")` takes the expectation
    over T given its parents: $E[Q(y|T) | L = l]$, (25).
    """

    name: str
    path: tuple[tuple[Literal["pullback", "average"], str], ...] = ()


@dataclass(frozen=True, slots=True)
class CrossEntropy:
    r"""$C(P_{Y|Z} \| Q) = E[-\log Q(Y|Z)]$ for the Y and Z of the surrogate; infinite where Q is 0 and P is not."""

    surrogate: Surrogate

    @property
    def variables(self) -> Names:
        """None beside those of its surrogate."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Divergence:
    r"""$E\,D(P_{B|A} \| Q_{B|Z})$, the expectation over A; B is the variable of the surrogate, Z is among A."""

    given: Names
    surrogate: Surrogate

    @property
    def variables(self) -> Names:
        """All that it names beside those of its surrogate."""
        return self.given


@dataclass(frozen=True, slots=True)
class Quantity:
    r"""A number of one variable V.

    `H2`: the collision entropy $-\log P(V = V')$, V' an independent copy, (8); infinite where there are no atoms.
    `d2`, `upperd2`: lower and upper correlation dimension, equal where the limit (9) exists. `d`: lower information
    dimension. `width`: the number of coordinates $|V|$. `minwidth`: the least width on the way to V, itself counted,
    (16).
    """

    kind: QuantityKind
    of: str

    @property
    def variables(self) -> Names:
        """All that it names."""
        return frozenset((self.of,))


@dataclass(frozen=True, slots=True)
class Minimum:
    """The smaller of two sums."""

    first: Sum
    second: Sum

    @property
    def variables(self) -> Names:
        """All that it names."""
        return frozenset(name for total in (self.first, self.second) for term, _ in total for name in term.variables)


@dataclass(frozen=True, slots=True)
class Constant:
    r"""1, or $\infty$."""

    value: Literal["1", "oo"]

    @property
    def variables(self) -> Names:
        """None."""
        return frozenset()


Term: TypeAlias = Information | LogCardinality | CrossEntropy | Divergence | Quantity | Minimum | Constant


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A sum of distinct terms with positive integer coefficients, in the order written; the empty sum is 0."""

    parts: tuple[tuple[Term, int], ...] = ()

    def __post_init__(self) -> None:
        proper = len(self.parts) < 2 or len(dict(self.parts)) == len(self.parts)
        for _, count in self.parts:
            proper = proper and type(count) is int and count > 0
        if not proper:
            what = "a term is there twice, or its coefficient is no positive integer"
            raise ProblemError("a sum", what, "add sums, and multiply them by positive integers")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sum) and dict(self.parts) == dict(other.parts)

    def __hash__(self) -> int:
        return hash(frozenset(self.parts))

    def __iter__(self) -> Iterator[tuple[Term, int]]:
        return iter(self.parts)

    def __add__(self, other: Sum) -> Sum:
        if not self.parts or not other.parts:
            return self if self.parts else other
        return collect((*self.parts, *other.parts))

    def __rmul__(self, factor: int) -> Sum:
        if factor == 1:
            return self
        return Sum(tuple((term, factor * count) for term, count in self.parts))

    def without(self, other: Sum) -> Sum:
        """What is left when `other` is taken out of this sum. Raises `RuleError` if it is no part of it."""
        if not other.parts:
            return self
        left = dict(self.parts)
        for term, count in other.parts:
            rest = left.get(term, 0) - count
            if rest < 0:
                raise RuleError("replace", f"{count} of {term} is no part of the sum", "replace a part that is there")
            left[term] = rest
        return Sum(tuple((term, count) for term, count in left.items() if count))


ZERO = Sum()


def collect(parts: Iterable[tuple[Term, int]]) -> Sum:
    """The sum of these parts, equal terms merged."""
    counts: dict[Term, int] = {}
    for term, count in parts:
        counts[term] = counts.get(term, 0) + count
    return Sum(tuple(counts.items()))


@dataclass(frozen=True, slots=True)
class Statement:
    """`left relation right`, for every law of a setting."""

    left: Sum
    relation: Relation
    right: Sum

    def __post_init__(self) -> None:
        if not (isinstance(self.left, Sum) and isinstance(self.right, Sum)):
            raise ProblemError("a statement", "its sides are no sums", "write them with I, H, C, D and +")
        if self.relation not in FLIPPED:
            raise ProblemError("a statement", f"{self.relation!r} is no relation", "give ==, <= or >=")

    @property
    def flipped(self) -> Statement:
        """The same, read from the right."""
        return Statement(self.right, FLIPPED[self.relation], self.left)


def renamed(statement: Statement, old: str, new: str) -> Statement:
    """The same of another variable. Raises `RuleError` for terms on surrogates."""
    return Statement(_renamed(statement.left, old, new), statement.relation, _renamed(statement.right, old, new))


def _renamed(total: Sum, old: str, new: str) -> Sum:
    def other(name: str) -> str:
        return new if name == old else name

    def others(variables: Names) -> Names:
        return frozenset(map(other, variables))

    def term_for(term: Term) -> Term:
        match term:
            case Information(left, right, given):
                return Information(others(left), others(right), others(given))
            case Quantity(kind, of):
                return Quantity(kind, other(of))
            case Minimum(first, second):
                return Minimum(_renamed(first, old, new), _renamed(second, old, new))
            case Constant():
                return term
        raise RuleError("rename", f"{term} is not of variables alone", "rename information and quantities")

    return collect((term_for(term), count) for term, count in total)


# How people write them.

Variables: TypeAlias = str | Iterable[str]


def names(variables: Variables) -> Names:
    """A set of variables: one name, or several.

    >>> sorted(names("X")), sorted(names(["X", "Y"]))
    (['X'], ['X', 'Y'])
    """
    return frozenset((variables,)) if isinstance(variables, str) else frozenset(variables)


def I(left: Variables, right: Variables, given: Variables = ()) -> Sum:  # noqa: E743, N802
    """$I(A;B|C)$ as a sum.

    >>> I("X", "L") == I("L", "X")
    True
    """
    return one(Information(names(left), names(right), names(given)))


def H(variables: Variables, given: Variables = ()) -> Sum:  # noqa: N802
    """$H(A|C) = I(A;A|C)$ as a sum."""
    return I(variables, variables, given)


def log_cardinality(of: str) -> Sum:
    r"""$\log|Y|$ as a sum."""
    return one(LogCardinality(of))


def C(surrogate: str | Surrogate) -> Sum:  # noqa: N802
    r"""The cross-entropy $C(P_{Y|Z} \| Q)$ as a sum."""
    return one(CrossEntropy(named(surrogate)))


def D(given: Variables, surrogate: str | Surrogate) -> Sum:  # noqa: N802
    r"""$E\,D(P_{B|A} \| Q)$ as a sum, for the variable B of the surrogate and the variables A `given`."""
    return one(Divergence(names(given), named(surrogate)))


def quantity(kind: QuantityKind, of: str) -> Sum:
    """A number of one variable as a sum."""
    return one(Quantity(kind, of))


def minimum(first: Sum, second: Sum) -> Sum:
    """The smaller of two sums, as a sum."""
    return one(Minimum(first, second))


def pullback(surrogate: str | Surrogate, along: str) -> Surrogate:
    """The surrogate with the function put in for the variable `along`, (22)."""
    inner = named(surrogate)
    return Surrogate(inner.name, (*inner.path, ("pullback", along)))


def average(surrogate: str | Surrogate, over: str) -> Surrogate:
    """The expectation of the surrogate over the variable `over`, given its parents, (25)."""
    inner = named(surrogate)
    return Surrogate(inner.name, (*inner.path, ("average", over)))


def named(surrogate: str | Surrogate) -> Surrogate:
    """A surrogate by its name, or as it is."""
    return Surrogate(surrogate) if isinstance(surrogate, str) else surrogate


def one(term: Term) -> Sum:
    """The sum of one term."""
    return Sum(((term, 1),))


ONE, INFINITY = one(Constant("1")), one(Constant("oo"))
