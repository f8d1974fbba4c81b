r"""Random finite models, made of small choices.

Each choice is an index below a number, under a key that names the part it is for; 0 is the simplest option. A model can
so be built again from its choices, and made simpler by lowering them. What is hard is drawn often: zero cells, also of
a surrogate where P is positive, unused letters, equal masses, equal rows, deterministic rows, surrogates that are true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from random import Random
from typing import Protocol, TypeAlias, TypeVar

from flint import fmpq

from ibverify.kernel import Setting
from ibverify.kernel.setting import Declared, Node
from ibverify.models.model import Letters, Model, Row, is_activation, is_injective, need_drawable
from ibverify.models.values import holds

Key: TypeAlias = tuple[str | int, ...]
Choices: TypeAlias = Mapping[Key, int]
Choose: TypeAlias = Callable[[Key, int], int]

_SIZES = (2, 3, 4)
_SMALL = (2, 3)  # of settings with more than three variables
_WEIGHTS = (1, 0, 1, 0, 1, 2, 3)
_POSITIVE = (1, 1, 2, 3)
_SHAPES = {False: ("pure", "free", "free", "free", "same"), True: ("pure", "pure", "free")}  # by whether it is coarse
_TRUTHS = ("positive", "positive", "zeros", "true")
_T = TypeVar("_T")


class Pick(Protocol):
    """A choice among options, under a key."""

    def __call__(self, key: Key, options: Sequence[_T]) -> _T:
        """One of the options."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A model and the choices that made it."""

    model: Model
    choices: Choices


def sample(setting: Setting, random: Random, draws: int = 200) -> Iterator[Drawn]:
    """Of so many random models those that satisfy the hypotheses of the setting: none of them, it may be.

    Raises `UnsupportedLaw` where `drawable` is false.
    """
    need_drawable(setting)
    for _ in range(draws):
        drawn = build(setting, lambda _, options: random.randrange(options))
        if all(holds(drawn.model, hypothesis) for hypothesis in setting.hypotheses):
            yield drawn


def rebuild(setting: Setting, choices: Choices) -> Drawn:
    """The model of these choices; 0 where they say nothing, the last option where they say too much."""
    return build(setting, lambda key, options: min(choices.get(key, 0), options - 1))


def redrawn(setting: Setting, choices: Choices, random: Random) -> Drawn:
    """A random model with the alphabets of these choices."""
    sizes = {key: choice for key, choice in choices.items() if key[1] in ("size", "spare")}
    return build(setting, lambda key, options: sizes[key] if key in sizes else random.randrange(options))


def build(setting: Setting, choose: Choose) -> Drawn:
    """The model whose choices a function makes."""
    made: dict[Key, int] = {}

    def pick(key: Key, options: Sequence[_T]) -> _T:
        made[key] = choose(key, len(options))
        return options[made[key]]

    sizes = _sizes(setting, pick)
    coarse = pick(("model", "coarse"), (False, False, True))
    alike = _alike(setting, sizes, coarse, pick)
    shapes = {name: pick((name, "shape"), _SHAPES[coarse]) for name, node in setting.nodes if node.kind == "channel"}
    tables = {name: _table(name, node, sizes, alike, shapes.get(name), pick) for name, node in setting.nodes}
    plain = Model(Setting(setting.nodes), sizes, tables, _widths(setting, pick))
    tables |= {name: _surrogate(plain, name, declared, pick) for name, declared in setting.surrogates}
    return Drawn(replace(plain, setting=setting, tables=tables), made)


def _sizes(setting: Setting, pick: Pick) -> dict[str, int]:
    sizes: dict[str, int] = {}
    options = _SIZES if len(setting.nodes) <= 3 else _SMALL
    for name, node in setting.nodes:
        if is_injective(node):
            sizes[name] = _count(sizes, node.parents) + pick((name, "spare"), (0, 0, 0, 1))
        else:
            sizes[name] = pick((name, "size"), options)
    return sizes


def _alike(setting: Setting, sizes: Mapping[str, int], coarse: bool, pick: Pick) -> dict[str, list[int]]:
    """For each letter the first one that it is like: like letters have like children, as many hypotheses ask for."""
    alike: dict[str, list[int]] = {}
    for name, _ in setting.nodes:
        alike[name] = [0]
        for letter in range(1, sizes[name]):
            before = alike[name][-1]
            alike[name].append(before if coarse and pick((name, "alike", letter), (False, True)) else letter)
    return alike


def _table(
    name: str, node: Node, sizes: Mapping[str, int], alike: Mapping[str, list[int]], shape: str | None, pick: Pick
) -> tuple[Row, ...]:
    """The table of a node; no choices make the function that keeps its letter."""
    size = sizes[name]
    letters = list(range(size))
    unused = pick((name, "unused"), range(3 * size)) - 1 if not node.is_function else -1
    rows: dict[Letters, Row] = {}
    for row, at in enumerate(product(*(range(sizes[parent]) for parent in node.parents))):
        like = tuple(alike[parent][letter] for parent, letter in zip(node.parents, at, strict=True))
        if is_injective(node):
            rows[at] = _point(letters.pop(pick((name, row), range(len(letters)))), size)
        elif like in rows or (shape == "same" and rows):
            rows[at] = rows[like] if like in rows else rows[next(iter(rows))]
        elif node.is_function or shape == "pure":
            rows[at] = _point((row + pick((name, row), letters)) % size, size)
        else:
            rows[at] = _row((name, row), size, _WEIGHTS, pick, unused)
    return tuple(rows.values())


def _surrogate(plain: Model, name: str, declared: Declared, pick: Pick) -> tuple[Row, ...]:
    """Its table; where P is 0, the true conditional law may be any."""
    size, sizes = plain.sizes[declared.of], [plain.sizes[other] for other in declared.given]
    shape = "true" if declared.exact else pick((name, "shape"), _TRUTHS)
    weights = _WEIGHTS if shape == "zeros" else _POSITIVE
    true = plain.true_rows(declared) if shape == "true" else {}
    rows: list[Row] = []
    for row, at in enumerate(product(*map(range, sizes))):
        rows.append(true[at] if at in true else _row((name, row), size, weights, pick))
    return tuple(rows)


def _widths(setting: Setting, pick: Pick) -> dict[str, tuple[int, int]]:
    """Widths and least widths that fit the definitions; an activation keeps those of its vector."""
    widths: dict[str, tuple[int, int]] = {}
    for name, node in setting.nodes:
        if is_activation(node):
            widths[name] = widths[node.parents[0]]
            continue
        width = pick((name, "width"), (1, 2, 3))
        if node.kind == "source":
            least = width
        elif node.kind == "affine":
            least = min(width, widths[node.parents[0]][1])
        elif node.kind == "network":  # what it was before its layers, and its own width, bound it
            least = min(width, widths[node.parents[0]][1], pick((name, "least"), (1, 2, 3)))
        else:  # nothing is said of the way
            least = pick((name, "least"), (1, 2, 3))
        widths[name] = width, least
    return widths


def _row(key: Key, size: int, weights: Sequence[int], pick: Pick, unused: int = -1) -> Row:
    drawn = [0 if letter == unused else pick((*key, letter), weights) for letter in range(size)]
    if not any(drawn):
        return _point(pick((*key, "point"), range(size)), size)
    return tuple(fmpq(weight, sum(drawn)) for weight in drawn)


def _point(letter: int, size: int) -> Row:
    return tuple(fmpq(int(letter == other)) for other in range(size))


def _count(sizes: Mapping[str, int], parents: Sequence[str]) -> int:
    return prod(sizes[parent] for parent in parents)
