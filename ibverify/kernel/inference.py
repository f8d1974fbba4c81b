r"""The inferences: what follows from statements that hold. Trusted; `docs/kernel.md` proves each of them.

All values lie in $[0, \infty]$ and all coefficients are positive, so a part of a sum may be replaced by what is equal
or larger, infinite or not.
"""

from __future__ import annotations

from ibverify.errors import RuleError
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import LogCardinality, Statement, Sum, minimum


def start(setting: Setting, total: Sum) -> Statement:
    """S = S."""
    return Statement(total, "==", total)


def flip(setting: Setting, known: Statement) -> Statement:
    """The same statement, read from the right."""
    return known.flipped


def replace(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    """From S ~ cA + R and A ~ B: S ~ cB + R. An equality goes with either direction, the two directions do not mix."""
    if "==" not in (known.relation, by.relation) and known.relation != by.relation:
        raise RuleError("replace", f"{known.relation} meets {by.relation}", "keep one direction")
    relation = by.relation if known.relation == "==" else known.relation
    return Statement(known.left, relation, known.right.without(factor * by.left) + factor * by.right)


def replace_back(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    """From S ~ cB + R and A ~ B, read from the right: S ~ cA + R."""
    return replace(setting, known, by.flipped, factor)


def inside(setting: Setting, known: Statement, other: Sum) -> Statement:
    """From A ~ B: min(S, A) ~ min(S, B)."""
    return Statement(minimum(other, known.left), known.relation, minimum(other, known.right))


def absorb(setting: Setting, known: Statement) -> Statement:
    """From A <= B: min(B, A) = A."""
    if known.relation == ">=":
        raise RuleError("absorb", "the premise is not A <= B", "read it from the right first")
    return Statement(minimum(known.right, known.left), "==", known.left)


def antisymmetry(setting: Setting, known: Statement, back: Statement) -> Statement:
    """From A <= B and B <= A: A = B."""
    if ">=" in (known.relation, back.relation) or (known.left, known.right) != (back.right, back.left):
        raise RuleError("antisymmetry", "the premises are not A <= B and B <= A", "bring them into that form")
    return Statement(known.left, "==", known.right)


def cancel(setting: Setting, known: Statement, bound: Statement) -> Statement:
    """From A + T ~ B + T, and T <= a sum of logarithms of cardinalities: A ~ B, for T is finite."""
    finite = all(isinstance(term, LogCardinality) for term, _ in bound.right)
    if bound.relation == ">=" or not finite:
        raise RuleError("cancel", "what bounds the term may be infinite", "bound it by logarithms of cardinalities")
    return Statement(known.left.without(bound.left), known.relation, known.right.without(bound.left))
