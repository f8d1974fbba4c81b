"""The rules of the kernel as reasons for a step of a calculation."""

from __future__ import annotations

from ibverify.kernel.calculation import Reason
from ibverify.kernel.terms import Sum, Surrogate, Variables, named, names
from ibverify.kernel.theorem import infer


def nonnegative(term: Sum) -> Reason:
    """0 <= t."""
    return _by("nonnegativity", "nonnegative", term)


def chain(left: Variables, first: Variables, second: Variables, given: Variables = ()) -> Reason:
    """I(A;BC|D) = I(A;B|D) + I(A;C|BD)."""
    return _by("chain rule", "chain", names(left), names(first), names(second), names(given))


def determined(left: Variables, right: Variables, given: Variables) -> Reason:
    """I(A;B|C) = 0, as B is a function of C."""
    return _by("a function of what is given", "determined", names(left), names(right), names(given))


def markov(node: str, others: Variables, given: Variables = ()) -> Reason:
    """I(V;B|C) = 0, as C holds the parents of V and nothing that descends from it."""
    return _by("Markov property", "markov", node, names(others), names(given))


def cardinality(of: str, given: Variables = ()) -> Reason:
    """H(Y|C) <= log|Y|."""
    return _by("cardinality", "cardinality", of, names(given))


def hypothesis(index: int = 0) -> Reason:
    """A hypothesis of the setting."""
    return _by("hypothesis", "hypothesis", index)


def log_loss(surrogate: str | Surrogate) -> Reason:
    """C(Q) = E D(P_{Y|YZ} || Q)."""
    return _by("logarithmic loss", "log_loss", named(surrogate))


def compensation(left: Variables, given: Variables, surrogate: str | Surrogate) -> Reason:
    """E D(P_{B|AC} || Q) = I(A;B|C) + E D(P_{B|C} || Q)."""
    return _by("compensation identity", "compensation", names(left), names(given), named(surrogate))


def exact(surrogate: str | Surrogate) -> Reason:
    """E D(P_{B|Z} || Q) = 0, as Q is the true conditional law."""
    return _by("exact conditional law", "exact", named(surrogate))


def change_of_variables(along: str, given: Variables, surrogate: str | Surrogate) -> Reason:
    """E D(P_{B|C} || Q(.|h(L))) = E D(P_{B|CT} || Q)."""
    return _by("change of variables", "change_of_variables", along, names(given), named(surrogate))


def point_mass(over: str, given: Variables, surrogate: str | Surrogate) -> Reason:
    """E D(P_{B|C} || E[Q(.|T) | L]) = E D(P_{B|C} || Q(.|h(L)))."""
    return _by("expectation of a constant", "point_mass", over, names(given), named(surrogate))


def jensen(over: str, given: Variables, surrogate: str | Surrogate) -> Reason:
    """E D(P_{B|C} || E[Q(.|T) | L]) <= E D(P_{B|CT} || Q)."""
    return _by("Jensen's inequality", "jensen", over, names(given), named(surrogate))


# Of networks.


def collision_entropy(node: str) -> Reason:
    """H2(V) <= H(V)."""
    return _by("Renyi entropies decrease in their order", "collision_entropy", node)


def collisions(node: str) -> Reason:
    """H2(Z) = H2(A) for an affine Z of A."""
    return _by("two points meet for a null set of weights", "collisions", node)


def same_points(left: str, right: str) -> Reason:
    """H2(A) = H2(B), as they are functions of each other."""
    return _by("an injective map", "same_points", left, right)


def not_discrete(source: str) -> Reason:
    """H(X) = oo, as X is not discrete."""
    return _by("not discrete", "not_discrete", source)


def limits(node: str) -> Reason:
    """d2(V) <= upperd2(V)."""
    return _by("lower and upper limit", "limits", node)


def cubes(node: str) -> Reason:
    """upperd2(V) <= |V|."""
    return _by("counting cubes", "cubes", node)


def lipschitz(node: str) -> Reason:
    """upperd2(V) <= upperd2(A) for an affine V of A, or an activation V of A."""
    return _by("a Lipschitz map", "lipschitz", node)


def density(source: str) -> Reason:
    """d2(X) = |X|, as X has a square integrable density on a compact set."""
    return _by("Lemma 1", "density", source)


def projection(node: str) -> Reason:
    """d2(Z) = min(|Z|, d2(A)) for an affine Z of A."""
    return _by("projection", "projection", node)


def bilipschitz(node: str) -> Reason:
    """d2(B) = d2(Z) for an activation B of Z."""
    return _by("a bi-Lipschitz map", "bilipschitz", node)


def narrowest(node: str) -> Reason:
    """The least width on the way to a layer."""
    return _by("the least width", "narrowest", node)


def some_width(node: str) -> Reason:
    """1 <= minwidth(V)."""
    return _by("a layer has a neuron", "some_width", node)


def order(node: str) -> Reason:
    """d2(V) <= d(V)."""
    return _by("Renyi entropies decrease in their order", "order", node)


def _by(words: str, rule: str, *arguments: object) -> Reason:
    return Reason(words, lambda setting: infer(rule, setting, *arguments))
