r"""Finite models of a setting: an alphabet and an exact table for each of its parts.

A finite law is a law of the setting, so a statement that fails in a model does not hold. Tables are stochastic with
rational entries, one row for each tuple of letters of the parents, in lexicographic order. The rows of a function are
point masses; it is injective where the setting says that it is invertible. So is an affine variable, and a network with
injective activations: on finitely many points $W^T x + b$ is injective for almost every W, whatever the width. What is
finite is compact; a source that is diffuse, or has a density or a component of one, has no finite model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from operator import itemgetter
from typing import TypeAlias

from flint import fmpq

from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.kernel import Setting, Surrogate
from ibverify.kernel.setting import Declared, Node

Letters: TypeAlias = tuple[int, ...]
Row: TypeAlias = tuple[fmpq, ...]
Masses: TypeAlias = dict[Letters, fmpq]
_CONTINUOUS = frozenset({"diffuse", "density", "component"})


@dataclass(frozen=True)
class Model:
    """Exact tables for the nodes and the surrogates of a setting, and (width, least width on the way) of each vector.

    `sizes` counts letters, those without mass among them. Raises `UnsupportedLaw` for a setting with a source that is
    not discrete, `ProblemError` for a part that is missing or does not fit. Hypotheses are not looked at.
    """

    setting: Setting
    sizes: Mapping[str, int]
    tables: Mapping[str, tuple[Row, ...]]
    widths: Mapping[str, tuple[int, int]]

    def __post_init__(self) -> None:
        need_drawable(self.setting)
        for name, node in self.setting.nodes:
            if name not in self.tables or name not in self.widths or self.sizes.get(name, 0) < 1:
                raise ProblemError(name, "it has no letters, no table or no widths", "give all three")
            self._check(name, self.sizes[name], node.parents)
            if node.is_function:
                self._check_function(name, node)
            self._check_widths(name, node)
        for name, declared in self.setting.surrogates:
            self._check(name, self.sizes[declared.of], declared.given)
            if declared.exact:
                self._check_exact(name, declared)

    def _check(self, name: str, size: int, parents: Sequence[str]) -> None:
        rows = self.tables.get(name, ())
        fits = len(rows) == prod(self.sizes[parent] for parent in parents) and all(len(row) == size for row in rows)
        if not fits or any(min(row) < 0 or sum(row, fmpq(0)) != 1 for row in rows):
            raise ProblemError(name, "its table is not stochastic, or of another shape", "give a row for each letter")

    def _check_function(self, name: str, node: Node) -> None:
        rows = self.tables[name]
        if any(max(row) != 1 for row in rows) or (is_injective(node) and len(set(map(_place, rows))) < len(rows)):
            raise ProblemError(name, "its table is no function, or not injective", "give one letter for each")

    def _check_widths(self, name: str, node: Node) -> None:
        width, least = self.widths[name]
        fits = width >= 1 and least >= 1
        if node.kind == "source":
            fits &= least == width
        elif node.kind == "affine":
            fits &= least == min(width, self.widths[node.parents[0]][1])
        elif node.kind == "network":
            fits &= least <= min(width, self.widths[node.parents[0]][1])
        elif is_activation(node):
            fits &= (width, least) == self.widths[node.parents[0]]
        if not fits:
            raise ProblemError(name, f"width {width}, least width {least}", "follow Sec. 8, (16)")

    def _check_exact(self, name: str, declared: Declared) -> None:
        for at, row in self.true_rows(declared).items():
            if self.at(name, declared.given, dict(zip(declared.given, at, strict=True))) != row:
                raise ProblemError(name, f"it is not the true conditional law at {at}", "declare it without exact")

    def true_rows(self, declared: Declared) -> dict[Letters, Row]:
        """The true conditional law of the variable of a surrogate, for letters of positive mass."""
        order, whole = self.marginal({declared.of, *declared.given})
        known, place = projection(order, declared.given), order.index(declared.of)
        shares: dict[Letters, list[fmpq]] = {}
        for at, mass in whole.items():
            shares.setdefault(known(at), [fmpq(0)] * self.sizes[declared.of])[at[place]] += mass
        return {at: tuple(mass / sum(row, fmpq(0)) for mass in row) for at, row in shares.items()}

    @cached_property
    def joint(self) -> Masses:
        """The joint law of all variables, in their order: the cells of positive mass."""
        order = [name for name, _ in self.setting.nodes]
        cells: Masses = {(): fmpq(1)}
        for name, node in self.setting.nodes:
            parents = projection(order, node.parents)
            supports = [[(letter, mass) for letter, mass in enumerate(row) if mass != 0] for row in self.tables[name]]
            row_of = self._index(node.parents)
            cells = {
                (*cell, letter): mass * share
                for cell, mass in cells.items()
                for letter, share in supports[row_of(parents(cell))]
            }
        return cells

    def marginal(self, variables: Iterable[str]) -> tuple[list[str], Masses]:
        """The joint law of some variables, and their order. Raises `ProblemError` for one that there is not."""
        order, wanted = [name for name, _ in self.setting.nodes], set(variables)
        kept = [name for name in order if name in wanted]
        for name in wanted.difference(kept):
            self.setting.node(name)
        return kept, marginal(self.joint, projection(order, kept))

    def row(self, surrogate: Surrogate, at: Mapping[str, int]) -> Row:
        """The law that a surrogate gives for these letters of its conditions, along its path."""
        if not surrogate.path:
            declared = self.setting.declared(surrogate.name)
            return self.at(surrogate.name, declared.given, at)
        inner, (step, name) = Surrogate(surrogate.name, surrogate.path[:-1]), surrogate.path[-1]
        shares = self.at(name, self.setting.node(name).parents, at)
        if step == "pullback":
            return self.row(inner, {**at, name: _place(shares)})
        rows = [(share, self.row(inner, {**at, name: letter})) for letter, share in enumerate(shares) if share != 0]
        return tuple(sum((share * row[y] for share, row in rows), fmpq(0)) for y in range(len(rows[0][1])))

    def at(self, name: str, parents: Sequence[str], letters: Mapping[str, int]) -> Row:
        """The row of a table for these letters of its parents."""
        return self.tables[name][self._index(parents)(tuple(letters[parent] for parent in parents))]

    def _index(self, parents: Sequence[str]) -> Callable[[Letters], int]:
        sizes = [self.sizes[parent] for parent in parents]

        def index(letters: Letters) -> int:
            place = 0
            for size, letter in zip(sizes, letters, strict=True):
                place = place * size + letter
            return place

        return index

    @cached_property
    def degeneracy(self) -> int:
        """How many variables are constant, and how many channels do not depend on their parents, where P is positive.

        A statement that fails in a model with none fails for a better reason than a missing dependence.
        """
        constants = sum(len(set(column)) == 1 for column in zip(*self.joint, strict=True))
        channels = (name for name, node in self.setting.nodes if node.kind == "channel")
        return constants + sum(map(self._is_independent, channels))

    def _is_independent(self, channel: str) -> bool:
        parents = self.setting.node(channel).parents
        parents_of, row_of = projection([name for name, _ in self.setting.nodes], parents), self._index(parents)
        return len({self.tables[channel][row_of(parents_of(cell))] for cell in self.joint}) == 1


def drawable(setting: Setting) -> bool:
    """Whether a setting can have finite models at all: no source is diffuse, or has a density or a component of one.

    >>> from ibverify.kernel import setting, source
    >>> drawable(setting(X=source("finite"))), drawable(setting(X=source("density")))
    (True, False)
    """
    return all(node.flags.isdisjoint(_CONTINUOUS) for _, node in setting.nodes)


def need_drawable(setting: Setting) -> None:
    """Raise `UnsupportedLaw` for a setting whose laws are not discrete."""
    for name, node in setting.nodes:
        if flags := node.flags & _CONTINUOUS:
            what = f"no finite law is {', '.join(sorted(flags))}"
            raise UnsupportedLaw(name, what, "refute it by a law of the exact engine, or drop the flag")


def is_injective(node: Node) -> bool:
    """Whether the function that a node is has to be injective on finitely many points."""
    return node.kind == "affine" or not node.flags.isdisjoint({"invertible", "bilipschitz"})


def is_activation(node: Node) -> bool:
    """Whether a node is an activation, applied to each coordinate of one vector."""
    return node.kind == "function" and len(node.parents) == 1 and "bilipschitz" in node.flags


def projection(order: Sequence[str], onto: Sequence[str]) -> Callable[[Letters], Letters]:
    """The map from letters of some variables, in their order, to those of others among them."""
    places = [order.index(name) for name in onto]
    if len(places) > 1:
        return itemgetter(*places)
    return (lambda letters: (letters[places[0]],)) if places else (lambda letters: ())


def marginal(masses: Masses, onto: Callable[[Letters], Letters]) -> Masses:
    """The law of an image."""
    found: Masses = {}
    for letters, mass in masses.items():
        image = onto(letters)
        found[image] = found[image] + mass if image in found else mass
    return found


def _place(row: Row) -> int:
    return row.index(max(row))
