"""Every distribution keeps the contract of distributions, and each clause of it refuses one that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from flint import fmpq

from ibverify.distributions import box, named, names
from ibverify.exact.rational import rational
from ibverify.testing import ContractViolation, check_distribution

Point = tuple[fmpq, ...]

# For each distribution, data and the set that it describes by definition, written without the code.
CASES: dict[str, list[tuple[Any, Callable[[Point], bool]]]] = {
    "atom": [
        (["1/3"], lambda p: p == (fmpq(1, 3),)),
        (["1/2", "-2/3", "0"], lambda p: p == (fmpq(1, 2), fmpq(-2, 3), 0)),
    ],
    "box": [
        ([["-1", "1/2"]], lambda p: -1 <= p[0] <= fmpq(1, 2)),
        ([["0", "1"], ["1/3", "1/3"], ["-1", "2"]], lambda p: 0 <= p[0] <= 1 and 3 * p[1] == 1 and -1 <= p[2] <= 2),
        ([["2", "2"], ["3", "3"]], lambda p: p == (2, 3)),
        ([["0", "1"]] * 4, lambda p: all(0 <= x <= 1 for x in p)),
    ],
    "polytope": [
        ([["0", "0"], ["1", "0"], ["0", "1"]], lambda p: p[0] >= 0 and p[1] >= 0 and p[0] + p[1] <= 1),
        ([["0", "0"], ["1", "1"], ["1/2", "1/2"]], lambda p: p[0] == p[1] and 0 <= p[0] <= 1),
        ([["0", "0"], ["2", "0"], ["2", "2"], ["0", "2"], ["1", "1"]], lambda p: all(0 <= x <= 2 for x in p)),
        (
            [["0", "0", "1"], ["1", "0", "0"], ["0", "1", "0"]],
            lambda p: sum(p, fmpq(0)) == 1 and all(x >= 0 for x in p),
        ),
        ([["1/2", "3"]], lambda p: p == (fmpq(1, 2), 3)),
    ],
    "halfspaces": [
        ([["1", "1"], ["-1", "0"]], lambda p: 0 <= p[0] <= 1),
        ([["1", "1", "1"], ["-1", "0", "0"], ["0", "-1", "0"]], lambda p: min(p) >= 0 and p[0] + p[1] <= 1),
        (
            [["1", "-1", "0"], ["-1", "1", "0"], ["1", "0", "1"], ["-1", "0", "0"]],
            lambda p: p[0] == p[1] and 0 <= p[0] <= 1,
        ),
        ([["1", "0", "0"], ["-1", "0", "0"], ["0", "1", "0"], ["0", "-1", "0"]], lambda p: p == (0, 0)),
    ],
}


def exact(data: Any) -> Any:
    return rational(data) if isinstance(data, str) else [exact(entry) for entry in data]


def test_every_distribution_has_cases():
    assert sorted(CASES) == list(names())


@pytest.mark.parametrize(
    ("name", "data", "contains"),
    [(name, data, contains) for name, all_of in CASES.items() for data, contains in all_of],
)
def test_contract(name: str, data: Any, contains: Callable[[Point], bool]):
    check_distribution(named(name), exact(data), contains)


def fake(support: Callable[[Any], Any], depth: int = 2) -> ModuleType:
    module = ModuleType("ibverify.distributions.fake")
    vars(module).update(support=support, DEPTH=depth)
    return module


def flattened(data: Any) -> Any:
    piece = box.support(data)
    return replace(piece, rows=(piece.rows[0], piece.rows[0]))


def cut_short(data: Any) -> Any:
    piece = box.support(data)
    return replace(piece, rows=tuple(row[:-1] for row in piece.rows))


def larger(data: Any) -> Any:
    return box.support([[x, 2 * y] for x, y in data])


def smaller(data: Any) -> Any:
    return box.support([[x, y / 2] for x, y in data])


def fixed(data: Any) -> Any:
    return box.support([data[0], [data[1][0], data[1][0]]])


UNIT = exact([["0", "1"], ["0", "1"]])


def in_unit_square(point: Point) -> bool:
    return all(0 <= x <= 1 for x in point)


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        (fake(box.support, depth=1), "fake: DEPTH is 1, and the data is 2 deep"),
        (fake(cut_short), "fake: the rows are no affine map from a chart of dimension 2"),
        (fake(flattened), "fake: the map from the chart of dimension 2 is not one to one"),
        (fake(larger), r"fake: the vertex \(0, 2\) of the support is no point of the set"),
        (fake(smaller), r"fake: the set has the point \(.*\), which lies outside of the support"),
        (fake(fixed), r"fake: the set has the point \(1/2, 1/1000\), which lies outside of the support"),
    ],
)
def test_wrong_distributions_are_refused(module: ModuleType, sentence: str):
    with pytest.raises(ContractViolation, match=sentence):
        check_distribution(module, UNIT, in_unit_square)
