"""Lemmas: reasons derived from the rules in the setting at hand. Not trusted: the kernel checks their steps."""

from __future__ import annotations

from collections.abc import Callable

from ibverify.errors import RuleError
from ibverify.kernel.calculation import Calculation, Reason, calculation
from ibverify.kernel.reasons import (
    cardinality,
    chain,
    change_of_variables,
    compensation,
    determined,
    jensen,
    log_loss,
    markov,
    nonnegative,
    point_mass,
)
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import (
    C,
    D,
    H,
    I,
    Names,
    Surrogate,
    Variables,
    average,
    log_cardinality,
    named,
    names,
    pullback,
)
from ibverify.kernel.theorem import Theorem, infer


def independent(left: Variables, right: Variables, given: Variables = ()) -> Reason:
    """I(A;B|C) = 0: one is a function of C, or a variable whose parents C holds, and nothing that descends from it."""

    def prove(setting: Setting) -> Theorem:
        for a, b in ((names(left), names(right)), (names(right), names(left))):
            if b <= setting.determined(names(given)):
                return determined(a, b, given).prove(setting)
            for node in a if len(a) == 1 else ():
                parents = frozenset(setting.node(node).parents)
                if parents <= names(given) and setting.descendants(node).isdisjoint(b | names(given)):
                    return markov(node, b, given).prove(setting)
        raise RuleError("independent", f"{_text(left)} and {_text(right)} given {_text(given)}", "go by steps")

    return Reason("conditional independence", prove)


def data_processing(left: Variables, right: Variables, through: Variables, given: Variables = ()) -> Reason:
    """I(A;C|D) <= I(A;B|D), as A and C are independent given B and D."""
    a, b, c, d = names(left), names(through), names(right), names(given)

    def chain_of(start: Calculation) -> Calculation:
        return (
            start.equals(I(a, b, d) + I(a, c, b | d), by=independent(a, c, b | d))
            .equals(I(a, b | c, d), by=chain(a, b, c, d))
            .equals(I(a, c, d) + I(a, b, c | d), by=chain(a, c, b, d))
            .at_least(I(a, c, d), by=nonnegative(I(a, b, c | d)))
        )

    return _lemma("data processing", lambda setting: chain_of(calculation(setting, I(a, b, d))))


def with_function(left: Variables, of: Variables, function: Variables, given: Variables = ()) -> Reason:
    """I(A;B|D) = I(A;BC|D), as A and C are independent given B and D: C may be a function of B."""
    a, b, c, d = names(left), names(of), names(function), names(given)

    def chain_of(start: Calculation) -> Calculation:
        together = start.equals(I(a, b, d) + I(a, c, b | d), by=independent(a, c, b | d))
        return together.equals(I(a, b | c, d), by=chain(a, b, c, d))

    return _lemma("a function adds nothing", lambda setting: chain_of(calculation(setting, I(a, b, d))))


def at_most_entropy(left: Variables, right: Variables, given: Variables = ()) -> Reason:
    """I(A;B|C) <= H(B|C)."""
    a, b, c = names(left), names(right), names(given)

    def chain_of(start: Calculation) -> Calculation:
        return (
            start.at_most(I(b, a, c) + I(b, b, a | c), by=nonnegative(I(b, b, a | c)))
            .equals(I(b, a | b, c), by=chain(b, a, b, c))
            .equals(H(b, c), by=(chain(b, b, a, c), determined(a, b, b | c)))
        )

    return _lemma("information is at most entropy", lambda setting: chain_of(calculation(setting, I(a, b, c))))


def finite(left: Variables, right: str, given: Variables = ()) -> Reason:
    """I(A;Y|C) <= log|Y|."""

    def prove(setting: Setting) -> Theorem:
        start = calculation(setting, I(left, right, given))
        bounded = start.at_most(H(right, given), by=at_most_entropy(left, right, given))
        return bounded.at_most(log_cardinality(right), by=cardinality(right, given)).theorem

    return Reason("finite alphabet", prove)


def entropy_splits(left: Variables, right: Variables, given: Variables = ()) -> Reason:
    """H(A|C) = I(A;B|C) + H(A|BC)."""
    a, b, c = names(left), names(right), names(given)

    def chain_of(start: Calculation) -> Calculation:
        split = I(a, b, c) + H(a, b | c)
        return start.equals(I(a, a | b, c), by=entropy_of_all(a, a | b, c)).equals(split, by=chain(a, b, a, c))

    return _lemma("chain rule", lambda setting: chain_of(calculation(setting, H(a, c))))


def of_a_function(left: Variables, of: Variables) -> Reason:
    """I(A;L) = H(L), as L is a function of A."""
    a, b = names(left), names(of)

    def chain_of(start: Calculation) -> Calculation:
        return (
            start.equals(I(b, b) + I(b, a, b), by=determined(a, b, b))
            .equals(I(b, a | b), by=chain(b, b, a))
            .equals(I(a, b), by=(chain(b, a, b), determined(b, b, a)))
        )

    return _lemma("a function of it", lambda setting: chain_of(calculation(setting, H(b))))


def split(surrogate: str | Surrogate) -> Reason:
    """C(Q) = H(Y|Z) + E D(P_{Y|Z} || Q)."""
    q = named(surrogate)

    def prove(setting: Setting) -> Theorem:
        target, given = _ends(setting, q)
        return (
            calculation(setting, C(q))
            .equals(D(given | target, q), by=log_loss(q))
            .equals(H(target, given) + D(given, q), by=compensation(target, given, q))
            .theorem
        )

    return Reason("cross-entropy is entropy and divergence", prove)


def pulled_back(surrogate: str | Surrogate, along: str) -> Reason:
    """C(P_{Y|L} || Q(.|h(L))) = C(P_{Y|T} || Q) for the function T = h(L)."""
    inner = named(surrogate)
    return _moved("change of variables", inner, pullback(inner, along), along, change_of_variables)


def averaged(surrogate: str | Surrogate, over: str) -> Reason:
    """C(P_{Y|L} || E[Q(.|T) | L]) <= C(P_{Y|T} || Q), if Y does not descend from T."""
    inner = named(surrogate)
    return _moved("Jensen's inequality", inner, average(inner, over), over, jensen)


def _moved(
    words: str, inner: Surrogate, moved: Surrogate, along: str, rule: Callable[[str, Names, Surrogate], Reason]
) -> Reason:
    """From the cross-entropy of a surrogate moved along a variable to that of the surrogate, by a rule on D."""

    def prove(setting: Setting) -> Theorem:
        (target, given), (_, before) = _ends(setting, moved), _ends(setting, inner)
        every = given | target
        full = (
            calculation(setting, C(moved))
            .equals(D(every, moved), by=log_loss(moved))
            .at_most(D(every | {along}, inner), by=rule(along, every, inner))
        )
        return _compensated(full, setting, inner, every | {along}, target, before)

    return Reason(words, prove)


def average_along_a_function(surrogate: str | Surrogate, over: str) -> Reason:
    """C(E[Q(.|T) | L]) = C(Q(.|h(L))) for the function T = h(L)."""
    inner = named(surrogate)

    def prove(setting: Setting) -> Theorem:
        mean, moved = average(inner, over), pullback(inner, over)
        target, given = _ends(setting, mean)
        return (
            calculation(setting, C(mean))
            .equals(D(given | target, mean), by=log_loss(mean))
            .equals(D(given | target, moved), by=point_mass(over, given | target, inner))
            .equals(C(moved), by=log_loss(moved))
            .theorem
        )

    return Reason("expectation of a constant", prove)


def _compensated(
    known: Calculation, setting: Setting, q: Surrogate, all_given: Names, target: Names, given: Names
) -> Theorem:
    """From E D(P_{Y|YA} || Q) to C(Q): what is given beside Y and Z makes no difference to a point mass."""
    rest = all_given - given
    known = known.equals(I(rest, target, given) + D(given, q), by=compensation(rest, given, q))
    known = known.equals(H(target, given) + D(given, q), by=entropy_of_all(target, rest, given))
    return known.equals(C(q), by=split(q)).theorem


def entropy_of_all(left: Variables, all_of: Variables, given: Variables = ()) -> Reason:
    """I(B;A|C) = H(B|C), as B is among A."""
    b, a, c = names(left), names(all_of), names(given)

    def prove(setting: Setting) -> Theorem:
        reasons = (chain(b, b, a, c), determined(a, b, b | c))
        return calculation(setting, I(b, a, c)).equals(H(b, c), by=reasons).theorem

    return Reason("it is among them", prove)


def at_most_both(one: Theorem, other: Theorem) -> Theorem:
    """From A <= S and A <= T: A <= min(S, T)."""
    setting, first = one.setting, one.statement.right
    same = infer("flip", setting, premises=(infer("absorb", setting, premises=(one,)),))
    return infer("replace", setting, 1, premises=(same, infer("inside", setting, first, premises=(other,))))


def _ends(setting: Setting, surrogate: Surrogate) -> tuple[Names, Names]:
    return frozenset((setting.declared(surrogate.name).of,)), setting.conditions(surrogate)


def _lemma(words: str, prove: Callable[[Setting], Calculation]) -> Reason:
    return Reason(words, lambda setting: prove(setting).theorem)


def _text(variables: Variables) -> str:
    return ",".join(sorted(names(variables))) or "nothing"
