r"""Near misses of a statement: the same with one thing changed, named, to be refuted.

Each claims more than the statement does, or assumes less. One that nothing refutes means that what it changes is not
needed, or that finite models are blind to it: find out which. That a variable is finite is never dropped, since in a
finite model it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from ibverify.errors import ProblemError
from ibverify.kernel import Setting, Statement, Sum, Surrogate
from ibverify.kernel.setting import Node
from ibverify.kernel.terms import FLIPPED, CrossEntropy, Divergence, Minimum, Term, collect, one
from ibverify.kernel.text import sum_text
from ibverify.models.model import is_injective


@dataclass(frozen=True, slots=True)
class Mutant:
    """A statement that differs in what its name says; `strict` reads < for <=, and > for >=."""

    name: str
    setting: Setting
    statement: Statement
    strict: bool = False


def mutants(setting: Setting, statement: Statement) -> Iterator[Mutant]:
    """The near misses of a statement, but for those that would name what their setting does not have.

    >>> from ibverify.kernel import I, channel, setting, source
    >>> near = mutants(setting(X=source(), L=channel("X"), T=channel("L")), Statement(I("X", "T"), "<=", I("X", "L")))
    >>> [mutant.name for mutant in near]
    ['turned round', 'strict', 'one more I(X;T)', 'one less I(X;L)', 'an edge X -> T']
    """
    yield from _claiming_more(setting, statement)
    for index, _ in enumerate(setting.hypotheses):
        others = tuple(part for place, part in enumerate(setting.hypotheses) if place != index)
        yield Mutant(f"without hypothesis {index}", replace(setting, hypotheses=others), statement)
    for name, declared in setting.surrogates:
        if declared.exact:
            any_law = tuple((n, replace(part, exact=part.exact and n != name)) for n, part in setting.surrogates)
            yield Mutant(f"{name} not exact", replace(setting, surrogates=any_law), statement)
    for change, name, node in _other_nodes(setting):
        with suppress(ProblemError):
            yield _elsewhere(change, name, node, setting, statement)


def _claiming_more(setting: Setting, statement: Statement) -> Iterator[Mutant]:
    if statement.relation != "==":
        turned = Statement(statement.left, FLIPPED[statement.relation], statement.right)
        yield Mutant("turned round", setting, turned)
        yield Mutant("strict", setting, statement, strict=True)
    for name, changed in _other_left_sides(statement):
        yield Mutant(name, setting, changed)
    for name, changed in _other_left_sides(statement.flipped):
        yield Mutant(name, setting, changed.flipped)


def _other_left_sides(statement: Statement) -> Iterator[tuple[str, Statement]]:
    """The smaller side made larger, the larger one smaller; both ways for an equality."""
    for part in (one(term) for term, _ in statement.left):
        if statement.relation != ">=":
            yield f"one more {sum_text(part)}", replace(statement, left=statement.left + part)
        if statement.relation != "<=":
            yield f"one less {sum_text(part)}", replace(statement, left=statement.left.without(part))


def _other_nodes(setting: Setting) -> Iterator[tuple[str, str, Node]]:
    """Nodes of which less is known: what changes, the name, the node instead."""
    above: list[str] = []
    for name, node in setting.nodes:
        finite = node.flags & {"finite"}
        if node.is_function:
            yield f"{name} a channel", name, Node("channel", node.parents, finite)
            if is_injective(node):
                yield f"{name} not invertible", name, Node("function", node.parents, finite)
        for other in above:
            if other not in node.parents and node.kind in ("source", "channel", "function"):
                kind = "channel" if node.kind == "source" else node.kind
                yield f"an edge {other} -> {name}", name, Node(kind, (*node.parents, other), node.flags)
        above.append(name)


def _elsewhere(change: str, name: str, node: Node, setting: Setting, statement: Statement) -> Mutant:
    """The statement where a node is another one: a surrogate that was pulled back along it is averaged if need be."""
    nodes = tuple((known, node if known == name else old) for known, old in setting.nodes)
    channels = frozenset({name} if node.kind == "channel" else ())
    hypotheses = tuple(_averaged(hypothesis, channels) for hypothesis in setting.hypotheses)
    other, says = Setting(nodes, setting.surrogates, hypotheses), _averaged(statement, channels)
    other.check(says)
    return Mutant(change, other, says)


def _averaged(statement: Statement, over: frozenset[str]) -> Statement:
    return Statement(_average_sum(statement.left, over), statement.relation, _average_sum(statement.right, over))


def _average_sum(total: Sum, over: frozenset[str]) -> Sum:
    return collect((_average_term(term, over), count) for term, count in total)


def _average_term(term: Term, over: frozenset[str]) -> Term:
    match term:
        case CrossEntropy(surrogate):
            return CrossEntropy(_average(surrogate, over))
        case Divergence(given, surrogate):
            return Divergence(given, _average(surrogate, over))
        case Minimum(first, second):
            return Minimum(_average_sum(first, over), _average_sum(second, over))
    return term


def _average(surrogate: Surrogate, over: frozenset[str]) -> Surrogate:
    return Surrogate(
        surrogate.name, tuple(("average" if name in over else step, name) for step, name in surrogate.path)
    )
