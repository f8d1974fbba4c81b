r"""Settings: the laws that a statement speaks of.

A setting is a directed acyclic graph. A *source* has any law; sources are independent. A *channel* has any conditional
law given its parents; a *function* is a measurable function of them, and an *invertible* one determines them in turn.
A *finite* variable has finitely many letters. Every other variable takes values in any standard Borel space: laws may
be discrete, continuous or mixed. A *surrogate* is any conditional law that need not be the true one; an *exact* one
is. Hypotheses are statements that restrict the laws further.

Of networks: an *affine* variable is $W^T A + b$ of its parent A, a vector, and a *network* any layer of a network of
any depth whose layers are affine maps and activations applied to them. A statement that names such a variable holds
for all biases and almost every choice of the weights W, each layer's in the sense of Lebesgue. An activation, a
function that is *bilipschitz*, is applied to each coordinate and is so on compact intervals; one that is *compact* has
a bounded range. A *diffuse* source is not discrete; one with a *density* has a square integrable density that vanishes
outside of a compact set; one with a *component* is a mixture, in which such a law has positive weight.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeVar

from ibverify.errors import ProblemError
from ibverify.kernel.terms import (
    CrossEntropy,
    Divergence,
    LogCardinality,
    Minimum,
    Names,
    Statement,
    Surrogate,
    Term,
    Variables,
    names,
)

FLAGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "source": frozenset({"finite", "diffuse", "density", "component"}),
        "channel": frozenset({"finite"}),
        "function": frozenset({"finite", "invertible", "bilipschitz", "compact"}),
        "affine": frozenset(),
        "network": frozenset({"invertible", "bilipschitz"}),
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """A variable: how it arises from its parents, and what is known of it."""

    kind: str
    parents: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parents", tuple(self.parents))
        object.__setattr__(self, "flags", frozenset(self.flags))

    @property
    def is_function(self) -> bool:
        """A function of its parents, once the weights are chosen."""
        return self.kind in ("function", "affine", "network")


@dataclass(frozen=True, slots=True)
class Declared:
    """A surrogate for the conditional law of a variable, given others."""

    of: str
    given: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Nodes after their parents, surrogates, hypotheses. Raises `ProblemError` for a part out of its order."""

    nodes: tuple[tuple[str, Node], ...]
    surrogates: tuple[tuple[str, Declared], ...] = ()
    hypotheses: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        for field in ("nodes", "surrogates", "hypotheses"):
            object.__setattr__(self, field, tuple(getattr(self, field)))
        known: set[str] = set()
        finite: set[str] = set()
        for name, node in self.nodes:
            _check_node(name, node)
            _need(name, node.parents, known)
            _fresh(name, known)
            if (
                "finite" in node.flags
                and node.flags & {"invertible", "bilipschitz"}
                and not finite.issuperset(node.parents)
            ):
                what = f"a finite function that determines {', '.join(node.parents)}, not all of them finite"
                raise ProblemError(name, what, "declare the parents finite as well")
            if "finite" in node.flags:
                finite.add(name)
        variables = frozenset(known)
        for name, declared in self.surrogates:
            _need(name, (declared.of, *declared.given), variables)
            if declared.of in declared.given:
                raise ProblemError(name, f"a surrogate of {declared.of} is given {declared.of}", "leave it out")
            _fresh(name, known)
        for statement in self.hypotheses:
            if not isinstance(statement, Statement):
                raise ProblemError("a hypothesis", f"a {type(statement).__name__} is no statement", "give statements")
            self.check(statement)

    def node(self, name: str) -> Node:
        """The node of this name. Raises `ProblemError` if there is none."""
        return _find(self.nodes, name, "variable")

    def declared(self, name: str) -> Declared:
        """The surrogate of this name. Raises `ProblemError` if there is none."""
        return _find(self.surrogates, name, "surrogate")

    def determined(self, known: Names) -> Names:
        """What is a function of the known variables: down the functions, and up the invertible ones."""
        found = set(known)
        size = -1
        while size < len(found):
            size = len(found)
            for name, node in self.nodes:
                if node.is_function and found.issuperset(node.parents):
                    found.add(name)
                elif node.kind == "function" and name in found and node.flags & {"invertible", "bilipschitz"}:
                    found.update(node.parents)
        return frozenset(found)

    def descendants(self, name: str) -> Names:
        """The variables that arise from this one, itself among them."""
        found = {name}
        for child, node in self.nodes:
            if not found.isdisjoint(node.parents):
                found.add(child)
        return frozenset(found)

    def is_compact(self, name: str) -> bool:
        """Is the support of a vector bounded: of a density, of an affine or locally bi-Lipschitz map of such a one?"""
        node = self.node(name)
        if node.kind == "affine" or "bilipschitz" in node.flags:
            return all(map(self.is_compact, node.parents))
        return not node.flags.isdisjoint({"density", "compact"})

    def conditions(self, surrogate: Surrogate) -> Names:
        """The variables that a surrogate is given.

        Raises `ProblemError` if a step of its path meets no variable of its conditions, or pulls back along a channel.
        """
        given = frozenset(self.declared(surrogate.name).given)
        for step, name in surrogate.path:
            node = self.node(name)
            if name not in given:
                raise ProblemError(surrogate.name, f"it is not given {name}", "name what it is given")
            if step not in ("pullback", "average"):
                raise ProblemError(surrogate.name, f"{step!r} moves no surrogate", "give pullback or average")
            if step == "pullback" and not node.is_function:
                raise ProblemError(surrogate.name, f"{name} is a {node.kind}, no function", "take the average over it")
            given = given - {name} | frozenset(node.parents)
        return given

    def check(self, statement: Statement) -> None:
        """Raise `ProblemError` if a statement names what the setting does not have, or asks it of what has none."""
        for term, _ in (*statement.left, *statement.right):
            self._check_term(term)

    def _check_term(self, term: Term) -> None:
        for name in term.variables:
            self.node(name)
        match term:
            case LogCardinality(name):
                self._need_finite(f"log|{name}|", name)
            case CrossEntropy(surrogate):
                self.conditions(surrogate)
                self._need_finite(f"C({surrogate.name})", self.declared(surrogate.name).of)
            case Divergence(given, surrogate) if missing := self.conditions(surrogate) - given:
                what = f"the surrogate is given {', '.join(sorted(missing))}, the divergence is not"
                raise ProblemError(f"D({surrogate.name})", what, "add it to what is given")
            case Minimum(first, second):
                for part, _ in (*first, *second):
                    self._check_term(part)

    def _need_finite(self, where: str, name: str) -> None:
        if "finite" not in self.node(name).flags:
            raise ProblemError(where, f"{name} is not finite", "declare it finite")

    def assuming(self, *hypotheses: Statement) -> Setting:
        """The laws of this setting for which the hypotheses hold as well."""
        return replace(self, hypotheses=(*self.hypotheses, *hypotheses))


def setting(**parts: Node | Declared) -> Setting:
    """A setting of named parts, each after those that it names.

    >>> s = setting(X=source(), L=channel("X"), T=function("L"))
    >>> sorted(s.determined(frozenset({"L"})))
    ['L', 'T']
    """
    nodes = tuple((name, part) for name, part in parts.items() if isinstance(part, Node))
    surrogates = tuple((name, part) for name, part in parts.items() if isinstance(part, Declared))
    return Setting(nodes, surrogates)


def source(*flags: str) -> Node:
    """A variable with any law, independent of the other sources; flags: finite, diffuse, density, component."""
    return Node("source", (), frozenset(flags))


def channel(*parents: str, finite: bool = False) -> Node:
    """A variable with any conditional law given its parents."""
    return Node("channel", parents, frozenset({"finite"} if finite else ()))


def function(*parents: str, is_: Variables = ()) -> Node:
    """A measurable function of its parents; `is_` any of finite, invertible, bilipschitz, compact."""
    return Node("function", parents, names(is_))


def affine(parent: str) -> Node:
    """$W^T A + b$ of a vector A, for any bias b and almost every W."""
    return Node("affine", (parent,))


def network(parent: str, activation: Literal["invertible", "bilipschitz"]) -> Node:
    """Any layer of a network of any depth on a vector, with such activations, for almost every choice of weights."""
    return Node("network", (parent,), frozenset({activation}))


def surrogate(of: str, given: Variables = (), exact: bool = False) -> Declared:
    """Any conditional law for a variable, a Markov kernel; if `exact`, the true one."""
    return Declared(of, tuple(sorted(names(given))), exact)


_P = TypeVar("_P")


def _find(parts: Iterable[tuple[str, _P]], name: str, kind: str) -> _P:
    for known, part in parts:
        if known == name:
            return part
    raise ProblemError(name, f"the setting has no such {kind}", "name one that it declares")


def _check_node(name: str, node: Node) -> None:
    if node.kind not in FLAGS or not node.flags <= FLAGS[node.kind]:
        what = f"{node.kind!r} with {sorted(node.flags)}"
        raise ProblemError(name, what, "give source, channel, function, affine or network, with flags of its kind")
    if node.kind == "source" and len(node.flags) > 1:
        raise ProblemError(name, f"a source that is {', '.join(sorted(node.flags))}", "give it one flag at most")
    if (node.kind == "source") != (not node.parents) or len(set(node.parents)) < len(node.parents):
        what = f"a {node.kind} with the parents ({', '.join(node.parents)})"
        raise ProblemError(name, what, "a source has none, others have at least one, each named once")
    if node.kind == "network" and len(node.flags) != 1:
        what = f"a network with the flags ({', '.join(sorted(node.flags))})"
        raise ProblemError(name, what, "say that its activations are invertible, or that they are bilipschitz")
    one = node.kind not in ("channel", "function") or "bilipschitz" in node.flags
    if one and len(node.parents) > 1:
        raise ProblemError(name, f"a {node.kind} with several parents", "give the one vector that it acts on")


def _need(name: str, others: Iterable[str], known: Container[str]) -> None:
    for other in others:
        if other not in known:
            raise ProblemError(name, f"there is no variable {other} before it", "declare variables in their order")


def _fresh(name: str, known: set[str]) -> None:
    if not name.isidentifier():
        raise ProblemError("setting", f"{name!r} is no name", "give a letter, then letters and digits")
    if name in known:
        raise ProblemError(name, "it is declared twice", "give each part a name of its own")
    known.add(name)
