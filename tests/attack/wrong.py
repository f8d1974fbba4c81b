"""Rules that are wrong, each a small slip in a true one: the rule whose cases it gets, and what it states.

They look at what their side conditions would be, as the rules of the kernel do.
"""

from __future__ import annotations

from collections.abc import Callable

from ibverify.kernel import (
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Setting,
    Statement,
    Sum,
    Surrogate,
    average,
    log_cardinality,
    minimum,
    pullback,
    quantity,
)
from ibverify.kernel.rules import need
from tests.attack.settings import target

Names = frozenset[str]

# Information.


def determined_backwards(setting: Setting, left: Names, right: Names, given: Names) -> Statement:
    need(given <= setting.determined(right), "determined", given, "is no function of", right)
    return Statement(I(left, right, given), "==", ZERO)


def markov_to_descendants(setting: Setting, node: str, others: Names, given: Names) -> Statement:
    need(frozenset(setting.node(node).parents) <= given, "markov", given, "lacks parents of", {node})
    need(setting.descendants(node).isdisjoint(given), "markov", given, "descends from", {node})
    return Statement(I(node, others, given), "==", ZERO)


def markov_given_descendants(setting: Setting, node: str, others: Names, given: Names) -> Statement:
    need(frozenset(setting.node(node).parents) <= given, "markov", given, "lacks parents of", {node})
    need(setting.descendants(node).isdisjoint(others), "markov", others, "descends from", {node})
    return Statement(I(node, others, given), "==", ZERO)


def markov_without_all_parents(setting: Setting, node: str, others: Names, given: Names) -> Statement:
    need(not given.isdisjoint(setting.node(node).parents), "markov", given, "lacks parents of", {node})
    need(setting.descendants(node).isdisjoint(others | given), "markov", others | given, "descends from", {node})
    return Statement(I(node, others, given), "==", ZERO)


# Surrogates.


def exact_along_its_path(setting: Setting, moved: Surrogate) -> Statement:
    need(setting.declared(moved.name).exact, "exact", {moved.name}, "is not declared", {"exact"})
    return Statement(D(setting.conditions(moved), moved), "==", ZERO)


def compensation_swapped(setting: Setting, left: Names, given: Names, moved: Surrogate) -> Statement:
    information = I(left, target(setting, moved), given)
    return Statement(D(given, moved), "==", information + D(left | given, moved))


def compensation_without_condition(setting: Setting, left: Names, given: Names, moved: Surrogate) -> Statement:
    return Statement(D(left | given, moved), "==", I(left, target(setting, moved)) + D(given, moved))


def jensen_given_descendants(setting: Setting, over: str, given: Names, moved: Surrogate) -> Statement:
    need(target(setting, moved) not in setting.descendants(over), "jensen", (), "descends from", {over})
    return Statement(D(given, average(moved, over)), "<=", D(given | {over}, moved))


def split_without_divergence(setting: Setting, moved: Surrogate) -> Statement:
    return Statement(C(moved), "==", H(target(setting, moved), setting.conditions(moved)))


# Networks.


def collisions_of_any_function(setting: Setting, node: str) -> Statement:
    need(setting.node(node).is_function, "collisions", {node}, "is no", {"function"})
    return Statement(quantity("H2", node), "==", quantity("H2", setting.node(node).parents[0]))


def same_points_one_way(setting: Setting, left: str, right: str) -> Statement:
    need(right in setting.determined(frozenset({left})), "same_points", {right}, "is no function of", {left})
    return Statement(quantity("H2", left), "==", quantity("H2", right))


def same_atoms_of_any_two(setting: Setting, known: Statement, image: str, of: str) -> Statement:
    need(known == Statement(quantity("H2", image), "==", quantity("H2", of)), "same_atoms", {image}, "is not", {of})
    return Statement(H(image), "==", H(of))


def same_atoms_without_premise(setting: Setting, known: Statement, image: str, of: str) -> Statement:
    need(image in setting.determined(frozenset({of})), "same_atoms", {image}, "is no function of", {of})
    return Statement(H(image), "==", H(of))


def projection_onto_any_width(setting: Setting, node: str) -> Statement:
    need(setting.node(node).kind == "affine", "projection", {node}, "is not", {"affine"})
    return Statement(quantity("d2", node), "==", quantity("width", node))


def narrowest_without_its_own(setting: Setting, node: str) -> Statement:
    need(setting.node(node).kind == "affine", "narrowest", {node}, "is not", {"affine"})
    return Statement(quantity("minwidth", node), "==", quantity("minwidth", setting.node(node).parents[0]))


# Inferences.


def replace_mixing(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    return Statement(known.left, known.relation, known.right.without(factor * by.left) + factor * by.right)


def replace_once(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    need(by.relation in (known.relation, "=="), "replace", (), "mixes", ())
    return Statement(known.left, known.relation, known.right.without(factor * by.left) + by.right)


def replace_losing_the_inequality(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    need("==" in (known.relation, by.relation), "replace", (), "mixes", ())
    return Statement(known.left, "==", known.right.without(factor * by.left) + factor * by.right)


def replace_back_unflipped(setting: Setting, known: Statement, by: Statement, factor: int) -> Statement:
    need("==" in (known.relation, by.relation) or known.relation == by.relation, "replace", (), "mixes", ())
    relation = by.relation if known.relation == "==" else known.relation
    return Statement(known.left, relation, known.right.without(factor * by.right) + factor * by.left)


def inside_turned_round(setting: Setting, known: Statement, other: Sum) -> Statement:
    return Statement(minimum(other, known.right), known.relation, minimum(other, known.left))


def inside_on_one_side(setting: Setting, known: Statement, other: Sum) -> Statement:
    return Statement(minimum(other, known.left), known.relation, known.right)


def absorb_either_way(setting: Setting, known: Statement) -> Statement:
    return Statement(minimum(known.right, known.left), "==", known.left)


def absorb_the_larger(setting: Setting, known: Statement) -> Statement:
    need(known.relation != ">=", "absorb", (), "is larger", ())
    return Statement(minimum(known.right, known.left), "==", known.right)


def antisymmetry_of_one_way(setting: Setting, known: Statement, back: Statement) -> Statement:
    need((known.left, known.right) == (back.right, back.left), "antisymmetry", (), "is another", ())
    return Statement(known.left, "==", known.right)


def antisymmetry_of_any_two(setting: Setting, known: Statement, back: Statement) -> Statement:
    need(known.relation == back.relation == "<=" and known.right == back.left, "antisymmetry", (), "is larger", ())
    return Statement(known.left, "==", known.right)


def lipschitz_backwards(setting: Setting, node: str) -> Statement:
    need(setting.node(node).kind == "affine", "lipschitz", {node}, "is not", {"affine"})
    return Statement(quantity("width", setting.node(node).parents[0]), "<=", quantity("upperd2", node))


def cancel_anything(setting: Setting, known: Statement, bound: Statement) -> Statement:
    return Statement(known.left.without(bound.left), known.relation, known.right.without(bound.left))


def cancel_what_is_large(setting: Setting, known: Statement, bound: Statement) -> Statement:
    need(bound.relation == ">=", "cancel", (), "is bounded", ())
    return cancel_anything(setting, known, bound)


def cancel_on_one_side(setting: Setting, known: Statement, bound: Statement) -> Statement:
    return Statement(known.left.without(bound.left), known.relation, known.right)


WRONG: dict[str, tuple[str, Callable[..., Statement]]] = {
    "chain, with the wrong condition": (
        "chain",
        lambda _, a, b, c, d: Statement(I(a, b | c, d), "==", I(a, b, d) + I(a, c, d)),
    ),
    "chain, without the condition": (
        "chain",
        lambda _, a, b, c, d: Statement(I(a, b | c, d), "==", I(a, b) + I(a, c, b | d)),
    ),
    "determined, by the wrong side": ("determined", determined_backwards),
    "markov, to descendants": ("markov", markov_to_descendants),
    "markov, given descendants": ("markov", markov_given_descendants),
    "markov, without all parents": ("markov", markov_without_all_parents),
    "cardinality, an equality": ("cardinality", lambda _, y, given: Statement(H(y, given), "==", log_cardinality(y))),
    "cardinality, of more": ("cardinality", lambda _, y, given: Statement(H({y, *given}), "<=", log_cardinality(y))),
    "cardinality, turned round": ("cardinality", lambda _, y, given: Statement(H(y, given), ">=", log_cardinality(y))),
    "log_loss, without Y": ("log_loss", lambda s, q: Statement(C(q), "==", D(s.conditions(q), q))),
    "compensation, with its arguments swapped": ("compensation", compensation_swapped),
    "compensation, without the condition": ("compensation", compensation_without_condition),
    "exact, for any surrogate": ("exact", lambda s, q: Statement(D(s.conditions(q), q), "==", ZERO)),
    "exact, along its path": ("exact", exact_along_its_path),
    "change_of_variables, for a channel": (
        "jensen",
        lambda _, over, given, q: Statement(D(given, average(q, over)), "==", D(given | {over}, q)),
    ),
    "change_of_variables, with T alone": (
        "change_of_variables",
        lambda s, over, given, q: Statement(D(given, pullback(q, over)), "==", D(s.conditions(q), q)),
    ),
    "point_mass, for a channel": (
        "jensen",
        lambda _, over, given, q: Statement(D(given, average(q, over)), "==", D(given, q)),
    ),
    "jensen, reversed": (
        "jensen",
        lambda _, over, given, q: Statement(D(given, average(q, over)), ">=", D(given | {over}, q)),
    ),
    "jensen, given descendants": ("jensen", jensen_given_descendants),
    "collisions, of any function": ("collisions", collisions_of_any_function),
    "same_points, one way": ("same_points", same_points_one_way),
    "same_atoms, of any two": ("same_atoms", same_atoms_of_any_two),
    "same_atoms, without its premise": ("same_atoms", same_atoms_without_premise),
    "projection, onto any width": ("projection", projection_onto_any_width),
    "narrowest, without its own width": ("narrowest", narrowest_without_its_own),
    "narrowest, without the way": (
        "narrowest",
        lambda _, node: Statement(quantity("minwidth", node), "==", quantity("width", node)),
    ),
    "some_width, two": ("some_width", lambda _, node: Statement(2 * ONE, "<=", quantity("minwidth", node))),
    "collision_entropy, turned round": (
        "collision_entropy",
        lambda _, node: Statement(H(node), "<=", quantity("H2", node)),
    ),
    "limits, of widths": ("limits", lambda _, v: Statement(quantity("width", v), "<=", quantity("upperd2", v))),
    "cubes, turned round": ("cubes", lambda _, v: Statement(quantity("width", v), "<=", quantity("upperd2", v))),
    "lipschitz, backwards": ("lipschitz", lipschitz_backwards),
    "order, of entropies": ("order", lambda _, node: Statement(H(node), "<=", quantity("H2", node))),
    "nonnegative, turned round": ("nonnegative", lambda _, term: Statement(ZERO, ">=", term)),
    "flip, keeping the relation": ("flip", lambda _, known: Statement(known.right, known.relation, known.left)),
    "replace, mixing directions": ("replace", replace_mixing),
    "replace, once for two": ("replace", replace_once),
    "replace, losing the inequality": ("replace", replace_losing_the_inequality),
    "replace_back, not read from the right": ("replace_back", replace_back_unflipped),
    "inside, turned round": ("inside", inside_turned_round),
    "inside, on one side": ("inside", inside_on_one_side),
    "absorb, either way": ("absorb", absorb_either_way),
    "absorb, the larger": ("absorb", absorb_the_larger),
    "antisymmetry, of one way": ("antisymmetry", antisymmetry_of_one_way),
    "antisymmetry, of any two": ("antisymmetry", antisymmetry_of_any_two),
    "cancel, of what is not bounded": ("cancel", cancel_anything),
    "cancel, of what is large": ("cancel", cancel_what_is_large),
    "cancel, on one side": ("cancel", cancel_on_one_side),
    "data_processing, turned round": (
        "data_processing",
        lambda _, a, c, b, d: Statement(I(a, c, d), ">=", I(a, b, d)),
    ),
    "data_processing, without the condition": (
        "data_processing",
        lambda _, a, c, b, d: Statement(I(a, c, d), "<=", I(a, b)),
    ),
    "entropy_splits, without the condition": (
        "entropy_splits",
        lambda _, a, b, given: Statement(H(a, given), "==", I(a, b, given) + H(a, b)),
    ),
    "of_a_function, of anything": ("of_a_function", lambda _, a, b: Statement(I(a, b), "==", H(b))),
    "split, without the divergence": ("split", split_without_divergence),
    "averaged, an equality": ("averaged", lambda _, q, over: Statement(C(average(q, over)), "==", C(q))),
    "averaged, over anything": ("averaged", lambda _, q, over: Statement(C(average(q, over)), "<=", C(q))),
}
