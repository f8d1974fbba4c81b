"""Settings, statements and arguments as nested tuples of strings and integers: as the kernel and certificates keep
them.

Nothing in such a tuple can be altered, so a theorem cannot either. Reading builds new values, and checks them.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from ibverify.errors import ProblemError
from ibverify.kernel.setting import Declared, Node, Setting
from ibverify.kernel.terms import (
    Constant,
    CrossEntropy,
    Divergence,
    Information,
    LogCardinality,
    Minimum,
    Names,
    Quantity,
    Statement,
    Sum,
    Surrogate,
    Term,
)

Data: TypeAlias = Any  # a string, an integer, or a tuple of Data
Argument: TypeAlias = str | int | Names | Surrogate | Sum


def argument_data(value: object) -> tuple[Data, Argument]:
    """An argument of a rule as data, and read again from it: what the rule sees is what is kept."""
    match value:
        case str():
            return _text(value), value
        case int() if type(value) is int:
            return value, value
        case frozenset():
            data = names_data(value)
            return data, frozenset(data)
        case Surrogate():
            data = surrogate_data(value)
            return data, surrogate_of(data)
        case Sum():
            data = sum_data(value)
            return data, sum_of(data)
    raise ProblemError("a rule", f"its argument {value!r} is of no known type", "give names, sums or numbers")


def names_data(names: Names) -> Data:
    """Variables in alphabetical order."""
    return tuple(sorted(map(_text, names)))


def surrogate_data(surrogate: Surrogate) -> Data:
    """The name of a surrogate, and the steps of its path."""
    return (_text(surrogate.name), *((_text(step), _text(name)) for step, name in surrogate.path))


def surrogate_of(data: Data) -> Surrogate:
    """The surrogate that `surrogate_data` wrote."""
    name, *path = data
    return Surrogate(name, tuple((step, along) for step, along in path))


def term_data(term: Term) -> Data:
    """A term: its sign, then its fields."""
    match term:
        case Information(left, right, given):
            return ("I", names_data(left), names_data(right), names_data(given))
        case LogCardinality(of):
            return ("log", _text(of))
        case CrossEntropy(surrogate):
            return ("C", surrogate_data(surrogate))
        case Divergence(given, surrogate):
            return ("D", names_data(given), surrogate_data(surrogate))
        case Quantity(kind, of):
            return (_text(kind), _text(of))
        case Minimum(first, second):
            return ("min", sum_data(first), sum_data(second))
        case Constant(value):
            return (_text(value),)
    raise ProblemError("a sum", f"{term!r} is no term", "give terms of the kernel")


def term_of(data: Data) -> Term:
    """The term that `term_data` wrote."""
    match data:
        case ("I", left, right, given):
            return Information(frozenset(left), frozenset(right), frozenset(given))
        case ("log", of):
            return LogCardinality(of)
        case ("C", surrogate):
            return CrossEntropy(surrogate_of(surrogate))
        case ("D", given, surrogate):
            return Divergence(frozenset(given), surrogate_of(surrogate))
        case ("H2" | "d2" | "upperd2" | "d" | "width" | "minwidth" as kind, of):
            return Quantity(kind, of)
        case ("min", first, second):
            return Minimum(sum_of(first), sum_of(second))
        case ("1" | "oo" as value,):
            return Constant(value)
    raise ProblemError("a sum", f"{data!r} is no term", "give terms of the kernel")


def sum_data(total: Sum) -> Data:
    """A sum: pairs of a coefficient and a term."""
    return tuple((count, term_data(term)) for term, count in total)


def sum_of(data: Data) -> Sum:
    """The sum that `sum_data` wrote."""
    return Sum(tuple((term_of(term), count) for count, term in data))


def statement_data(statement: Statement) -> Data:
    """A statement: left side, relation, right side."""
    return sum_data(statement.left), _text(statement.relation), sum_data(statement.right)


def statement_of(data: Data) -> Statement:
    """The statement that `statement_data` wrote."""
    left, relation, right = data
    return Statement(sum_of(left), relation, sum_of(right))


def setting_data(setting: Setting) -> Data:
    """A setting: its variables, its surrogates, its hypotheses."""
    return (
        tuple(
            (_text(name), _text(node.kind), tuple(map(_text, node.parents)), names_data(node.flags))
            for name, node in setting.nodes
        ),
        tuple(
            (_text(name), _text(declared.of), tuple(map(_text, declared.given)), ("exact",) if declared.exact else ())
            for name, declared in setting.surrogates
        ),
        tuple(map(statement_data, setting.hypotheses)),
    )


def setting_of(data: Data) -> Setting:
    """The setting that `setting_data` wrote."""
    variables, surrogates, hypotheses = data
    return Setting(
        tuple((name, Node(kind, parents, frozenset(flags))) for name, kind, parents, flags in variables),
        tuple((name, Declared(of, given, flags == ("exact",))) for name, of, given, flags in surrogates),
        tuple(map(statement_of, hypotheses)),
    )


def _text(value: str) -> str:
    if type(value) is not str:  # a subclass could compare as it likes
        raise ProblemError("a name", f"{value!r} is a {type(value).__name__}", "give a plain string")
    return value
