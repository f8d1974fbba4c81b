"""Random settings and sums: every kind of variable but continuous ones, every flag, surrogates that are moved.

They are drawn from a seed: what Hypothesis draws piece by piece repeats itself too much to meet rare graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from ibverify.kernel import ONE, ZERO, C, D, H, I, Setting, Sum, Surrogate, log_cardinality, minimum, quantity
from ibverify.kernel.setting import Declared, Node

NAMES = "ABCDE"
KINDS = ("channel", "function", "source", "channel", "function", "source", "channel", "affine", "network")
FLAGS = {
    "source": ((), ("finite",), ("finite",)),
    "channel": ((), ("finite",), ("finite",)),
    "function": ((), ("finite",), ("invertible",), ("bilipschitz",), ("compact",), ("compact", "finite")),
    "affine": ((),),
    "network": (("invertible",), ("bilipschitz",)),
}
LAYERS = ("affine", "function", "affine", "function", "affine", "function", "network", "channel")
LAYER_FLAGS = {**FLAGS, "function": (("bilipschitz",), ("bilipschitz",), ("bilipschitz",), ("compact",))}


def draw_setting(random: Random, most: int = 5) -> Setting:
    """Two variables or more, and one or two surrogates, every other one exact."""
    nodes = [("A", draw_node(random, []))]
    for name in NAMES[1 : random.randint(min(most, 2), most)]:
        nodes.append((name, draw_node(random, [above for above, _ in nodes])))
    return with_surrogates(random, nodes)


def draw_layers(random: Random, most: int = 5) -> Setting:
    """A vector A, a function B of it, bounded for the most part, and layers on top."""
    bounded = ("compact",) if random.randrange(4) else ()
    nodes = [("A", draw_node(random, [])), ("B", Node("function", ("A",), frozenset(bounded)))]
    for name in NAMES[2:most]:
        above = [above for above, _ in nodes]
        nodes.append((name, draw_node(random, [*above, *above[-1:] * 4], LAYERS, LAYER_FLAGS)))
    return with_surrogates(random, nodes)


def draw_node(
    random: Random,
    above: Sequence[str],
    kinds: Sequence[str] = KINDS,
    flags_of: dict[str, tuple[tuple[str, ...], ...]] = FLAGS,
) -> Node:
    kind = random.choice(kinds) if above else "source"
    flags = frozenset(random.choice(flags_of[kind]))
    if kind == "source":
        return Node(kind, (), flags)
    several = kind in ("channel", "function") and flags_of is FLAGS and "bilipschitz" not in flags
    others = sorted(set(above))
    if several:
        return Node(kind, tuple(random.sample(others, min(len(others), random.randint(1, 2)))), flags)
    return Node(kind, (random.choice(above),), flags)


def with_surrogates(random: Random, nodes: Sequence[tuple[str, Node]]) -> Setting:
    """Mostly of finite variables."""
    names = [name for name, _ in nodes]
    surrogates = []
    for name in ("Q", "R")[: random.randint(1, 2)]:
        of = random.choice([name for name, node in nodes if "finite" in node.flags] + names)
        given = subset(random, [other for other in names if other != of], least=random.randrange(2))
        surrogates.append((name, Declared(of, tuple(sorted(given)), bool(random.randrange(2)))))
    return Setting(tuple(nodes), tuple(surrogates))


def subset(random: Random, names: Sequence[str], least: int = 0) -> frozenset[str]:
    mask = random.randint(least, 2 ** len(names) - 1)
    return frozenset(name for place, name in enumerate(names) if mask >> place & 1)


def variables(setting: Setting) -> list[str]:
    return [name for name, _ in setting.nodes]


def of_kind(random: Random, setting: Setting, wanted: Callable[[Node], bool]) -> str:
    """A variable, one of those that are wanted if there are some, but for one in eight."""
    found = [name for name, node in setting.nodes if wanted(node)]
    return random.choice(found if found and random.randrange(8) else variables(setting))


def is_finite(node: Node) -> bool:
    return "finite" in node.flags


def target(setting: Setting, moved: Surrogate) -> str:
    return setting.declared(moved.name).of


def draw_surrogate(random: Random, setting: Setting, longest: int = 2) -> Surrogate:
    """A surrogate, pulled back along functions and averaged over others."""
    moved = Surrogate(random.choice([name for name, _ in setting.surrogates]))
    for _ in range(random.randint(0, longest)):
        if given := sorted(setting.conditions(moved)):
            over = random.choice(given)
            ways = ("pullback", "average") if setting.node(over).is_function else ("average",)
            moved = Surrogate(moved.name, (*moved.path, (random.choice(ways), over)))
    return moved


def any_sum(random: Random, setting: Setting, depth: int = 1) -> Sum:
    total = ZERO
    for _ in range(random.randint(1, 2)):
        total = total + random.randint(1, 2) * any_term(random, setting, depth)
    return total


def any_term(random: Random, setting: Setting, depth: int = 1) -> Sum:
    names = variables(setting)
    moved = draw_surrogate(random, setting)
    match random.choice("IIIHCDLQM1"):
        case "I":
            return I(subset(random, names, 1), subset(random, names, 1), subset(random, names))
        case "C" if is_finite(setting.node(target(setting, moved))):
            return C(moved)
        case "D":
            return D(setting.conditions(moved) | subset(random, names), moved)
        case "L" if finite := [name for name, node in setting.nodes if is_finite(node)]:
            return log_cardinality(random.choice(finite))
        case "Q":
            return quantity(random.choice(("H2", "d2", "upperd2", "d", "width", "minwidth")), random.choice(names))
        case "M" if depth:
            return minimum(any_sum(random, setting, 0), any_sum(random, setting, 0))
        case "1":
            return ONE
    return H(subset(random, names, 1), subset(random, names))
