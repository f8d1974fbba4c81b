"""Random arguments for every rule and every lemma: for about half of them the side condition holds."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from ibverify.kernel import Setting, Surrogate
from ibverify.kernel.setting import Node
from tests.attack.settings import any_sum, draw_surrogate, is_finite, of_kind, subset, target, variables

Arguments = tuple[Any, ...]
Draw = Callable[[Random, Setting], Arguments]


def sum_alone(random: Random, setting: Setting) -> Arguments:
    return (any_sum(random, setting),)


def any_node(random: Random, setting: Setting) -> Arguments:
    return (random.choice(variables(setting)),)


def moved_alone(random: Random, setting: Setting) -> Arguments:
    return (draw_surrogate(random, setting),)


def four_sets(random: Random, setting: Setting) -> Arguments:
    """A, B, C and what is given."""
    names = variables(setting)
    return *(subset(random, names, 1) for _ in range(3)), subset(random, names)


def three_sets(random: Random, setting: Setting) -> Arguments:
    """A, B and what is given."""
    return four_sets(random, setting)[1:]


def determined(random: Random, setting: Setting) -> Arguments:
    names = variables(setting)
    given = subset(random, names)
    known = sorted(setting.determined(given)) if random.randrange(4) else names
    return subset(random, names, 1), subset(random, known or names, 1), given


def markov(random: Random, setting: Setting) -> Arguments:
    """Now and then descendants among the others or what is given, or not all of the parents given."""
    names = variables(setting)
    node = random.choice(names)
    below = sorted(setting.descendants(node) - {node})
    apart = [name for name in names if name != node and name not in below] or names
    parents = setting.node(node).parents
    known = frozenset(parents) if random.randrange(4) else subset(random, parents)
    others, given = subset(random, apart, 1), known | subset(random, apart)
    if below and not random.randrange(3):
        given |= {random.choice(below)}
    elif below and not random.randrange(3):
        others |= {random.choice(below)}
    return node, others, given


def cardinality(random: Random, setting: Setting) -> Arguments:
    return of_kind(random, setting, is_finite), subset(random, variables(setting))


def compensation(random: Random, setting: Setting) -> Arguments:
    moved = draw_surrogate(random, setting)
    needed = setting.conditions(moved) if random.randrange(8) else frozenset[str]()
    return subset(random, variables(setting), 1), needed | subset(random, variables(setting)), moved


def exact(random: Random, setting: Setting) -> Arguments:
    true_ones = [Surrogate(name) for name, declared in setting.surrogates if declared.exact]
    if true_ones and random.randrange(4):
        return (random.choice(true_ones),)
    return (draw_surrogate(random, setting, longest=1),)


def along_function(random: Random, setting: Setting) -> Arguments:
    over, moved = _step(random, setting, lambda name, _: setting.node(name).is_function)
    return over, _around(setting, over, moved) | subset(random, variables(setting)), moved


def over_any(random: Random, setting: Setting) -> Arguments:
    """Mostly over a channel, from which neither the target nor what is given descends."""

    def apart(name: str, moved: Surrogate) -> bool:
        return not setting.node(name).is_function and target(setting, moved) not in setting.descendants(name)

    over, moved = _step(random, setting, apart)
    below = setting.descendants(over) if random.randrange(4) else frozenset[str]()
    return over, _around(setting, over, moved) | subset(random, sorted(frozenset(variables(setting)) - below)), moved


def _around(setting: Setting, over: str, moved: Surrogate) -> frozenset[str]:
    return frozenset(setting.node(over).parents) | setting.conditions(moved) - {over}


def _step(random: Random, setting: Setting, wanted: Callable[[str, Surrogate], bool]) -> tuple[str, Surrogate]:
    """A surrogate and one of the variables that it is given, one that is wanted if there is such a one."""
    declared = [Surrogate(name) for name, _ in setting.surrogates]
    declared.sort(key=lambda moved: not is_finite(setting.node(target(setting, moved))))
    for moved in (draw_surrogate(random, setting, longest=1), *declared):
        if found := [name for name in sorted(setting.conditions(moved)) if wanted(name, moved)]:
            return random.choice(found), moved
    return random.choice(variables(setting)), declared[0]


def same_points(random: Random, setting: Setting) -> Arguments:
    """Two variables, often functions of each other."""
    one, below = random.choice(variables(setting)), setting.determined
    both = [name for name in variables(setting) if name in below({one}) and one in below({name})]
    return one, random.choice(both if random.randrange(2) else variables(setting))


def affine(random: Random, setting: Setting) -> Arguments:
    return (of_kind(random, setting, lambda node: node.kind == "affine"),)


def of_compact(wanted: Callable[[Node], bool]) -> Draw:
    def drawn(random: Random, setting: Setting) -> Arguments:
        return (of_kind(random, setting, lambda node: wanted(node) and setting.is_compact(node.parents[0])),)

    return drawn


def independent(random: Random, setting: Setting) -> Arguments:
    if random.randrange(2):
        return determined(random, setting)
    node, others, given = markov(random, setting)
    return ({node}, others, given) if random.randrange(2) else (others, {node}, given)


def data_processing(random: Random, setting: Setting) -> Arguments:
    """A, C, B and D, with A and C independent given B and D."""
    a, c, given = independent(random, setting)
    through = frozenset(given) & subset(random, variables(setting)) or frozenset(given)
    return a, c, through, frozenset(given) - through


def with_function(random: Random, setting: Setting) -> Arguments:
    a, c, through, given = data_processing(random, setting)
    return a, through, c, given


def finite(random: Random, setting: Setting) -> Arguments:
    of, given = cardinality(random, setting)
    return subset(random, variables(setting), 1), of, given


def of_a_function(random: Random, setting: Setting) -> Arguments:
    names = variables(setting)
    left = subset(random, names, 1)
    return left, subset(random, sorted(setting.determined(left)) if random.randrange(4) else names, 1)


def surrogate_first(draw: Draw) -> Draw:
    def drawn(random: Random, setting: Setting) -> Arguments:
        over, _, moved = draw(random, setting)
        return moved, over

    return drawn


RULES: dict[str, Draw] = {
    "nonnegative": sum_alone,
    "chain": four_sets,
    "determined": determined,
    "markov": markov,
    "cardinality": cardinality,
    "log_loss": moved_alone,
    "compensation": compensation,
    "exact": exact,
    "change_of_variables": along_function,
    "point_mass": along_function,
    "jensen": over_any,
    "same_points": same_points,
    "collision_entropy": any_node,
    "limits": any_node,
    "cubes": any_node,
    "some_width": any_node,
    "order": any_node,
    "start": sum_alone,
}
LAYER_RULES: dict[str, Draw] = {
    "collisions": affine,
    "lipschitz": of_compact(lambda node: node.kind == "affine" or "bilipschitz" in node.flags),
    "projection": of_compact(lambda node: node.kind == "affine"),
    "bilipschitz": of_compact(lambda node: node.kind == "function" and "bilipschitz" in node.flags),
    "narrowest": any_node,
}
LEMMAS: dict[str, Draw] = {
    "independent": independent,
    "data_processing": data_processing,
    "with_function": with_function,
    "at_most_entropy": three_sets,
    "finite": finite,
    "entropy_splits": three_sets,
    "of_a_function": of_a_function,
    "split": moved_alone,
    "pulled_back": surrogate_first(along_function),
    "averaged": surrogate_first(over_any),
    "average_along_a_function": surrogate_first(along_function),
}
