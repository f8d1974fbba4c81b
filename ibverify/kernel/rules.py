r"""The rules: every law of a setting obeys what they state. Trusted; `docs/kernel.md` proves each of them.

A rule is a function of the setting and of its arguments; it looks at the side condition and returns the statement, or
raises `RuleError`. What the terms themselves ask for is checked by `Setting.check` afterwards. Notation: A, B, C are
sets of variables, Q is a surrogate for B given Z.
"""

from __future__ import annotations

from collections.abc import Iterable

from ibverify.errors import RuleError
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import (
    ZERO,
    C,
    D,
    H,
    I,
    Names,
    Statement,
    Sum,
    Surrogate,
    average,
    log_cardinality,
    pullback,
)

# Information.


def nonnegative(setting: Setting, term: Sum) -> Statement:
    """0 <= t."""
    return Statement(ZERO, "<=", term)


def chain(setting: Setting, left: Names, first: Names, second: Names, given: Names) -> Statement:
    """I(A;BC|D) = I(A;B|D) + I(A;C|BD)."""
    return Statement(I(left, first | second, given), "==", I(left, first, given) + I(left, second, first | given))


def determined(setting: Setting, left: Names, right: Names, given: Names) -> Statement:
    """I(A;B|C) = 0 if B is a function of C."""
    need(right <= setting.determined(given), "determined", right, "is no function of", given)
    return Statement(I(left, right, given), "==", ZERO)


def markov(setting: Setting, node: str, others: Names, given: Names) -> Statement:
    """I(V;B|C) = 0 for a variable V, if its parents are among C, and neither B nor C descends from it."""
    need(frozenset(setting.node(node).parents) <= given, "markov", given, "does not hold all parents of", {node})
    need(setting.descendants(node).isdisjoint(others | given), "markov", others | given, "descends from", {node})
    return Statement(I(node, others, given), "==", ZERO)


def cardinality(setting: Setting, of: str, given: Names) -> Statement:
    """H(Y|C) <= log|Y| for a finite variable Y."""
    return Statement(H(of, given), "<=", log_cardinality(of))


def hypothesis(setting: Setting, index: int) -> Statement:
    """A hypothesis of the setting."""
    if not 0 <= index < len(setting.hypotheses):
        raise RuleError("hypothesis", f"there is no hypothesis {index}", "count from 0")
    return setting.hypotheses[index]


# Surrogates.


def log_loss(setting: Setting, surrogate: Surrogate) -> Statement:
    """C(Q) = E D(P_{Y|YZ} || Q): the divergence of a point mass is a logarithm."""
    target = setting.declared(surrogate.name).of
    return Statement(C(surrogate), "==", D(setting.conditions(surrogate) | {target}, surrogate))


def compensation(setting: Setting, left: Names, given: Names, surrogate: Surrogate) -> Statement:
    """E D(P_{B|AC} || Q) = I(A;B|C) + E D(P_{B|C} || Q), if Z is among C."""
    target = setting.declared(surrogate.name).of
    return Statement(D(left | given, surrogate), "==", I(left, target, given) + D(given, surrogate))


def exact(setting: Setting, surrogate: Surrogate) -> Statement:
    """E D(P_{B|Z} || Q) = 0 if Q is the true conditional law, moved nowhere."""
    true_law = setting.declared(surrogate.name).exact and not surrogate.path
    need(true_law, "exact", {surrogate.name}, "is not declared", {"exact"})
    return Statement(D(setting.conditions(surrogate), surrogate), "==", ZERO)


def change_of_variables(setting: Setting, along: str, given: Names, surrogate: Surrogate) -> Statement:
    """E D(P_{B|C} || Q(.|h(L))) = E D(P_{B|CT} || Q) for the function T = h(L), L among C; (23)."""
    return Statement(D(given, pullback(surrogate, along)), "==", D(given | {along}, surrogate))


def point_mass(setting: Setting, over: str, given: Names, surrogate: Surrogate) -> Statement:
    """E D(P_{B|C} || E[Q(.|T) | L]) = E D(P_{B|C} || Q(.|h(L))) for a function T = h(L); (25) becomes (22)."""
    return Statement(D(given, average(surrogate, over)), "==", D(given, pullback(surrogate, over)))


def jensen(setting: Setting, over: str, given: Names, surrogate: Surrogate) -> Statement:
    """E D(P_{B|C} || E[Q(.|T) | L]) <= E D(P_{B|CT} || Q), if neither B nor C descends from T; (26)."""
    others = given | {setting.declared(surrogate.name).of}
    need(setting.descendants(over).isdisjoint(others), "jensen", others, "descends from", {over})
    return Statement(D(given, average(surrogate, over)), "<=", D(given | {over}, surrogate))


def need(condition: bool, rule: str, left: Iterable[str], fails: str, right: Iterable[str]) -> None:
    """Raise `RuleError` where a side condition does not hold."""
    if not condition:
        what = f"{','.join(sorted(left)) or 'nothing'} {fails} {','.join(sorted(right)) or 'nothing'}"
        raise RuleError(rule, what, "meet its side condition")
