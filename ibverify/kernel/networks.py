r"""Rules on deterministic networks with almost every choice of weights, Sec. 8. Trusted; `docs/kernel.md` proves them.

A vector has a collision entropy H2, a lower and an upper correlation dimension d2 and upperd2, a lower information
dimension d, a width, and the least width on the way to it. What is not proved there is cited by name in `CITED`, and
every theorem carries the citations it uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ibverify.errors import RuleError
from ibverify.kernel.rules import need
from ibverify.kernel.setting import Node, Setting
from ibverify.kernel.terms import INFINITY, ONE, H, Relation, Statement, Sum, minimum, quantity, renamed

CITED: Mapping[str, str] = MappingProxyType(
    {
        "projection": "Hunt and Kaloshin (1997), Theorem 1.1",
        "bilipschitz": "Mattila, Moran and Rey (2000), Theorem 2.6",
    }
)


# Any law.


def collision_entropy(setting: Setting, node: str) -> Statement:
    """H2(V) <= H(V), (8)."""
    return Statement(quantity("H2", node), "<=", H(node))


def collisions(setting: Setting, node: str) -> Statement:
    """H2(Z) = H2(A) for an affine Z = W'A + b: two different points meet for a null set of W only."""
    need(setting.node(node).kind == "affine", "collisions", {node}, "is not", {"affine"})
    return Statement(quantity("H2", node), "==", quantity("H2", setting.node(node).parents[0]))


def same_points(setting: Setting, left: str, right: str) -> Statement:
    """H2(A) = H2(B) if A and B are functions of each other."""
    need(right in setting.determined(frozenset((left,))), "same_points", {right}, "is no function of", {left})
    need(left in setting.determined(frozenset((right,))), "same_points", {left}, "is no function of", {right})
    return Statement(quantity("H2", left), "==", quantity("H2", right))


def same_atoms(setting: Setting, known: Statement, image: str, of: str) -> Statement:
    """From H2(B) = H2(A) for a function B of A: H(B) = H(A)."""
    need(image in setting.determined(frozenset((of,))), "same_atoms", {image}, "is no function of", {of})
    if known != Statement(quantity("H2", image), "==", quantity("H2", of)):
        raise RuleError("same_atoms", f"the premise does not equate H2({image}) and H2({of})", "derive that first")
    return Statement(H(image), "==", H(of))


def not_discrete(setting: Setting, source: str) -> Statement:
    r"""H(X) = oo for a source that is not discrete."""
    diffuse = not setting.node(source).flags.isdisjoint({"diffuse", "density", "component"})
    need(diffuse, "not_discrete", {source}, "is not declared", {"diffuse"})
    return Statement(H(source), "==", INFINITY)


# Dimensions.


def limits(setting: Setting, node: str) -> Statement:
    """d2(V) <= upperd2(V): a lower and an upper limit."""
    return Statement(quantity("d2", node), "<=", quantity("upperd2", node))


def cubes(setting: Setting, node: str) -> Statement:
    """upperd2(V) <= |V|: a cube of positive probability has m^|V| cubes of side 1/m."""
    return Statement(quantity("upperd2", node), "<=", quantity("width", node))


def lipschitz(setting: Setting, node: str) -> Statement:
    """upperd2(V) <= upperd2(A) for an affine V of A, or an activation V of a vector A with compact support."""
    parents = setting.node(node).parents
    if setting.node(node).kind != "affine":
        need(setting.is_compact(_activated(setting, "lipschitz", node)), "lipschitz", parents, "is not", {"compact"})
    return Statement(quantity("upperd2", node), "<=", quantity("upperd2", parents[0]))


def density(setting: Setting, source: str) -> Statement:
    """d2(X) = |X| for a square integrable density on a compact set, Lemma 1."""
    need("density" in setting.node(source).flags, "density", {source}, "is not declared with a", {"density"})
    return Statement(quantity("d2", source), "==", quantity("width", source))


def projection(setting: Setting, node: str) -> Statement:
    """d2(Z) = min(|Z|, d2(A)) for an affine Z of a vector A with compact support, (14)."""
    need(setting.node(node).kind == "affine", "projection", {node}, "is not", {"affine"})
    parent = setting.node(node).parents[0]
    need(setting.is_compact(parent), "projection", {parent}, "is not", {"compact"})
    return Statement(quantity("d2", node), "==", minimum(quantity("width", node), quantity("d2", parent)))


def bilipschitz(setting: Setting, node: str) -> Statement:
    """d2(B) = d2(Z) for an activation applied to a vector Z with compact support, (15)."""
    parent = _activated(setting, "bilipschitz", node)
    need(setting.is_compact(parent), "bilipschitz", {parent}, "is not", {"compact"})
    return Statement(quantity("d2", node), "==", quantity("d2", parent))


def narrowest(setting: Setting, node: str) -> Statement:
    """minwidth(X) = |X| of a source; min(|Z|, minwidth(A)) of an affine Z of A; minwidth(Z) of an activation of Z."""
    match setting.node(node):
        case Node("source"):
            return Statement(quantity("minwidth", node), "==", quantity("width", node))
        case Node("affine", (parent,)):
            least = minimum(quantity("width", node), quantity("minwidth", parent))
            return Statement(quantity("minwidth", node), "==", least)
    parent = _activated(setting, "narrowest", node)
    return Statement(quantity("minwidth", node), "==", quantity("minwidth", parent))


def some_width(setting: Setting, node: str) -> Statement:
    """1 <= minwidth(V): a layer has a neuron."""
    return Statement(ONE, "<=", quantity("minwidth", node))


def order(setting: Setting, node: str) -> Statement:
    """d2(V) <= d(V): Renyi's entropies decrease in their order, (17)."""
    return Statement(quantity("d2", node), "<=", quantity("d", node))


def positive_dimension(setting: Setting, known: Statement, node: str) -> Statement:
    """From 1 <= n d(V), n a positive integer: H(V) = oo."""
    multiple = tuple(term for term, _ in known.right) == tuple(term for term, _ in quantity("d", node))
    if known.left != ONE or known.relation == ">=" or not multiple:
        raise RuleError("positive_dimension", f"the premise is not 1 <= n d({node})", "derive that first")
    return Statement(H(node), "==", INFINITY)


# Inferences that lead from one setting into another.


def component(setting: Setting, elsewhere: Setting, known: Statement, source: str) -> Statement:
    """From H(V) = oo where X has a density: H(V) = oo where the law of X has a component of that kind."""
    nodes = tuple(
        (name, Node(node.kind, node.parents, frozenset({"density"})) if name == source else node)
        for name, node in setting.nodes
    )
    need("component" in setting.node(source).flags, "component", {source}, "is not declared with a", {"component"})
    if Setting(nodes, setting.surrogates, setting.hypotheses) != elsewhere or setting.hypotheses:
        raise RuleError("component", "the settings differ in more than the density", "derive it for a density first")
    if known.relation != "==" or known.right != INFINITY or known.left not in [H(name) for name, _ in nodes]:
        raise RuleError("component", "the premise is not H(V) = oo", "derive that first")
    return known


def induction(
    setting: Setting,
    first: Setting,
    base: Statement,
    second: Setting,
    step: Statement,
    name: str,
    left: Sum,
    relation: Relation,
    right: Sum,
) -> Statement:
    """From P(X), and P(A) => P(B) for the layer B that follows A: P(L) for every layer L of a network on X.

    P is the statement `left relation right` on the variable `name`, a network on a source X and nothing else. The
    first setting is X alone. The second is X, any function A of X, compact if X is, an affine Z of A, an activation B
    of Z, and the hypothesis P(A).
    """
    wanted = Statement(left, relation, right)
    match setting, second:
        case (
            Setting(((x, origin), (layer, Node("network", (below,), flags))), (), ()),
            Setting(((x2, origin2), (a, before), (z, Node("affine", (a2,))), (b, after)), (), (assumed,)),
        ) if (
            layer == name
            and below == x == x2
            and first == Setting(((x, origin),))
            and origin == origin2
            and origin.kind == "source"
            and before in (Node("function", (x,)), Node("function", (x,), frozenset({"compact"})))
            and (not before.flags or (first.is_compact(x) and second.is_compact(b)))
            and a2 == a
            and after == Node("function", (z,), flags)
            and assumed == renamed(wanted, name, a)
            and base == renamed(wanted, name, x)
            and step == renamed(wanted, name, b)
        ):
            return wanted
    raise RuleError("induction", "the premises are not P(X), and P(A) => P(B)", "bring them into that form")


def _activated(setting: Setting, rule: str, node: str) -> str:
    """The vector that an activation is applied to, coordinate by coordinate."""
    found = setting.node(node)
    one_parent = found.kind == "function" and len(found.parents) == 1
    need(one_parent and "bilipschitz" in found.flags, rule, {node}, "is not", {"bilipschitz"})
    return found.parents[0]
