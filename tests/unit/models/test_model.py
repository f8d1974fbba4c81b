"""Models: what fits a setting, the joint law of its tables, and surrogates along their paths."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq

from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.kernel import Surrogate, affine, average, channel, function, pullback, setting, source, surrogate
from ibverify.models import Model, drawable

HALF = fmpq(1, 2)
SETTING = setting(X=source(), L=channel("X"), T=function("L"), Z=affine("X"), Q=surrogate("X", "T"))


def table(*rows: str):
    """Rows in the form "1/2 1/2"."""
    return tuple(tuple(fmpq(*map(int, mass.split("/"))) for mass in row.split()) for row in rows)


MODEL = Model(
    SETTING,
    {"X": 2, "L": 3, "T": 2, "Z": 2},
    {
        "X": table("1/4 3/4"),
        "L": table("1/2 1/2 0", "0 1/3 2/3"),
        "T": table("1 0", "0 1", "0 1"),
        "Z": table("0 1", "1 0"),
        "Q": table("1 0", "1/5 4/5"),
    },
    {"X": (2, 2), "L": (3, 1), "T": (1, 3), "Z": (3, 2)},
)


def test_joint():
    """P(x, l, t, z): the four cells of positive mass, 1/4 1/2 twice, 3/4 1/3 and 3/4 2/3."""
    assert MODEL.joint == {
        (0, 0, 0, 1): fmpq(1, 8),
        (0, 1, 1, 1): fmpq(1, 8),
        (1, 1, 1, 0): fmpq(1, 4),
        (1, 2, 1, 0): fmpq(1, 2),
    }


def test_marginal():
    """P(T = 0) = P(X = 0, L = 0) = 1/8; the order is that of the setting."""
    assert MODEL.marginal(["T", "X"]) == (
        ["X", "T"],
        {(0, 0): fmpq(1, 8), (0, 1): fmpq(1, 8), (1, 1): fmpq(3, 4)},
    )
    assert MODEL.marginal([]) == ([], {(): 1})


@pytest.mark.parametrize(
    ("moved", "at", "row"),
    [
        (Surrogate("Q"), {"T": 1}, "1/5 4/5"),
        (pullback("Q", "T"), {"L": 2}, "1/5 4/5"),
        (average("Q", "T"), {"L": 0}, "1 0"),
        (average(pullback("Q", "T"), "L"), {"X": 0}, "3/5 2/5"),  # 1/2 (1, 0) + 1/2 (1/5, 4/5)
        (average(pullback("Q", "T"), "L"), {"X": 1}, "1/5 4/5"),
        (average(average(pullback("Q", "T"), "L"), "X"), {}, "3/10 7/10"),  # 1/4 and 3/4 of these
    ],
)
def test_surrogates_along_their_paths(moved: Surrogate, at: dict[str, int], row: str):
    assert MODEL.row(moved, at) == table(row)[0]


def test_the_letter_that_is_averaged_over_is_not_the_one_given():
    """E[Q(.|T) | L = 0] is Q(.|h(0)), whatever the letter of T beside it."""
    assert MODEL.row(pullback("Q", "T"), {"L": 0, "T": 1}) == table("1 0")[0]


def test_true_rows():
    """P(X|T): T = 0 comes from X = 0 alone; given T = 1, the masses 1/8 and 3/4 are as 1 to 6."""
    assert MODEL.true_rows(SETTING.declared("Q")) == {(0,): table("1 0")[0], (1,): table("1/7 6/7")[0]}


def changed(**parts: object) -> Model:
    return replace(MODEL, **parts)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"X": table("1/4 1/4")}, "X: its table is not stochastic"),
        ({"X": table("5/4 -1/4")}, "X: its table is not stochastic"),
        ({"X": table("1/4 1/4 1/2")}, "X: its table is not stochastic, or of another shape"),
        ({"L": table("1 0 0")}, "L: its table is not stochastic, or of another shape"),
        ({"Q": table("1 0", "1 0", "1 0")}, "Q: its table is not stochastic, or of another shape"),
        ({"T": table("1 0", "0 1", "1/2 1/2")}, "T: its table is no function"),
        ({"Z": table("0 1", "0 1")}, "Z: its table is no function, or not injective"),
    ],
)
def test_tables_that_do_not_fit(tables: dict[str, object], message: str):
    with pytest.raises(ProblemError, match=message):
        changed(tables={**MODEL.tables, **tables})


def test_a_part_is_missing():
    with pytest.raises(ProblemError, match="L: it has no letters, no table or no widths"):
        changed(tables={name: rows for name, rows in MODEL.tables.items() if name != "L"})
    with pytest.raises(ProblemError, match="X: it has no letters, no table or no widths"):
        changed(sizes={})
    with pytest.raises(ProblemError, match="Q: its table is not stochastic, or of another shape"):
        changed(tables={name: rows for name, rows in MODEL.tables.items() if name != "Q"})


@pytest.mark.parametrize(
    ("name", "widths"), [("X", (2, 1)), ("Z", (3, 3)), ("Z", (1, 2)), ("L", (0, 1)), ("L", (2, 0))]
)
def test_widths_that_do_not_fit(name: str, widths: tuple[int, int]):
    with pytest.raises(ProblemError, match=f"{name}: width {widths[0]}, least width {widths[1]}"):
        changed(widths={**MODEL.widths, name: widths})


def test_an_activation_keeps_its_widths():
    vector = setting(X=source(), B=function("X", is_="bilipschitz"))
    tables = {"X": table("1/2 1/2"), "B": table("1 0", "0 1")}
    assert Model(vector, {"X": 2, "B": 2}, tables, {"X": (2, 2), "B": (2, 2)}).widths["B"] == (2, 2)
    with pytest.raises(ProblemError, match="B: width 3, least width 2"):
        Model(vector, {"X": 2, "B": 2}, tables, {"X": (2, 2), "B": (3, 2)})


def test_an_exact_surrogate_is_the_true_law():
    """Where T has mass; the rows of other letters may be any."""
    exact = setting(X=source(), T=function("X"), Q=surrogate("X", "T", exact=True))
    sizes, widths = {"X": 2, "T": 3}, {"X": (1, 1), "T": (1, 1)}
    tables = {"X": table("1/3 2/3"), "T": table("1 0 0", "1 0 0")}
    for unused in ("1 0", "1/9 8/9"):
        Model(exact, sizes, {**tables, "Q": table("1/3 2/3", unused, unused)}, widths)
    with pytest.raises(ProblemError, match=r"Q: it is not the true conditional law at \(0,\)"):
        Model(exact, sizes, {**tables, "Q": table("2/3 1/3", "1 0", "1 0")}, widths)


@pytest.mark.parametrize("flag", ["diffuse", "density", "component"])
def test_continuous_sources_have_no_models(flag: str):
    assert not drawable(setting(X=source(flag), L=channel("X")))
    with pytest.raises(UnsupportedLaw, match=f"X: no finite law is {flag}; refute it by a law of the exact engine"):
        Model(setting(X=source(flag)), {"X": 2}, {"X": table("1/2 1/2")}, {"X": (1, 1)})


@pytest.mark.parametrize(
    ("name", "rows", "degeneracy"),
    [
        ("L", ["0 1/3 2/3", "1/2 1/2 0"], 0),
        ("L", ["1/2 1/2 0", "1/2 1/2 0"], 1),  # L is independent of X
        ("L", ["0 1 0", "0 1 0"], 3),  # L and T are constant besides
        ("X", ["0 1"], 4),  # X, T, Z are constant, and L has one row where P is positive
    ],
)
def test_degeneracy_counts_constants_and_channels_that_depend_on_nothing(name: str, rows: list[str], degeneracy: int):
    assert MODEL.degeneracy == 0
    assert changed(tables={**MODEL.tables, name: table(*rows)}).degeneracy == degeneracy
