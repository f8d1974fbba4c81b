r"""Exact values of sums in a finite model: log-linear forms, or infinite with a reason.

$I(A;B|C) = \sum p(a,b,c) \log \frac{p(a,b,c) p(c)}{p(a,c) p(b,c)}$, and the cross-entropies and divergences likewise,
with rational masses. A finite law has dimension 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from ibverify.exact import Infinite, Outcome, Status, Value, compare, log_value
from ibverify.exact import total as sum_of
from ibverify.exact.compare import status
from ibverify.exact.loglinear import total as log_linear
from ibverify.kernel import ZERO, Statement, Sum, Surrogate
from ibverify.kernel.terms import (
    Constant,
    CrossEntropy,
    Divergence,
    Information,
    LogCardinality,
    Minimum,
    Names,
    Quantity,
    Term,
)
from ibverify.models.model import Model, marginal, projection

STRICT = {"<=": "<", ">=": ">"}


def value(model: Model, total: Sum) -> Value:
    """The value of a sum in a model; exact, in nats, infinite where a surrogate is 0 and P is not.

    Raises `ProblemError` for a sum that names what the setting does not have, or asks it of what has none.
    """
    model.setting.check(Statement(total, "==", ZERO))
    return sum_of(_value(model, term) * count for term, count in total)


def judge(model: Model, statement: Statement, strict: bool = False) -> Outcome:
    """Whether a statement holds in a model, decided exactly; `strict` reads < for <=, and > for >=."""
    return compare(value(model, statement.left), relation(statement, strict), value(model, statement.right))


def holds(model: Model, statement: Statement, strict: bool = False) -> bool:
    """Whether a statement holds in a model, without the words."""
    left, right = value(model, statement.left), value(model, statement.right)
    return status(left, relation(statement, strict), right) is Status.PROVED


def relation(statement: Statement, strict: bool) -> str:
    """The relation of a statement, < for <= and > for >= if `strict`."""
    return STRICT.get(statement.relation, statement.relation) if strict else statement.relation


def _value(model: Model, term: Term) -> Value:
    match term:
        case Information(left, right, given):
            return _information(model, left, right, given)
        case LogCardinality(of):
            return log_value(model.sizes[of])
        case CrossEntropy(surrogate):
            return _against(model, model.setting.conditions(surrogate), surrogate, of_truth=False)
        case Divergence(given, surrogate):
            return _against(model, given, surrogate, of_truth=True)
        case Quantity(kind, of):
            return _quantity(model, kind, of)
        case Minimum(first, second):
            one, other = value(model, first), value(model, second)
            return one if one <= other else other
        case Constant("1"):
            return Value(1)
    return Value(Infinite("the constant oo"))


def _information(model: Model, left: Names, right: Names, given: Names) -> Value:
    order, whole = model.marginal(left | right | given)
    sets = (left | given, right | given, given)
    parts = [projection(order, [name for name in order if name in names]) for names in sets]
    (one, other, both), (p_one, p_other, p_both) = parts, [marginal(whole, part) for part in parts]
    ratios = ((p, p * p_both[both(at)] / (p_one[one(at)] * p_other[other(at)])) for at, p in whole.items())
    return Value(log_linear(ratios))


def _against(model: Model, given: Names, surrogate: Surrogate, of_truth: bool) -> Value:
    """E[-log Q], or, with the true law beside it, E[log P/Q], over the variables given and the target."""
    target = model.setting.declared(surrogate.name).of
    order, whole = model.marginal(given | {target})
    known = projection(order, [name for name in order if name in given])
    p_known = marginal(whole, known)
    rows = {known(at): model.row(surrogate, dict(zip(order, at, strict=True))) for at in whole}
    place = order.index(target)
    for at in whole:
        if rows[known(at)][at[place]] == 0:
            where = ", ".join(f"{name} = {letter}" for name, letter in zip(order, at, strict=True))
            return Value(Infinite(f"{surrogate.name} is 0 at {where}, and P is not"))

    def ratios() -> Iterator[tuple[fmpq, fmpq]]:
        for at, p in whole.items():
            truth = p / p_known[known(at)] if of_truth else 1
            yield p, truth / rows[known(at)][at[place]]

    return Value(log_linear(ratios()))


def _quantity(model: Model, kind: str, of: str) -> Value:
    match kind:
        case "H2":
            masses = model.marginal([of])[1].values()
            return log_value(1 / sum((mass * mass for mass in masses), fmpq(0)))
        case "width":
            return Value(model.widths[of][0])
        case "minwidth":
            return Value(model.widths[of][1])
    return Value(0)
