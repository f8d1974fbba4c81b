"""Sign tables: by hand, against mpmath at random rationals and on a fine grid, and with single steps broken."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import mpmath
import pytest
from flint import arb, ctx, fmpq, fmpq_poly
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.exact import by_balls, isolated, sign_table
from ibverify.exact.algebraic import Algebraic, between, roots
from ibverify.exact.formula import Formula
from ibverify.exact.germs import sign_beside, times
from ibverify.exact.isolated import Isolated
from ibverify.exact.parametric import Sample
from ibverify.exact.sign_table import Part, SignTable, Stretch, stretches
from ibverify.exact.sign_table import sign_table as table_of
from ibverify.exact.value import ball_ends


@pytest.fixture(autouse=True, scope="module", params=["by derivatives", "by balls"])
def _route(request):
    """Every test by both routes, whatever the length of the formula."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sign_table, "DEEP", 10**9 if request.param == "by derivatives" else 0)
        yield request.param


[A] = Sample.of(["a"], [fmpq(1, 3)]).parameters
ONE = fmpq(1)


def logs(*pairs, constant=0):
    return Formula(constant * ONE, tuple((c * ONE, x * ONE) for c, x in pairs))


def table(formula: Formula, start: int | fmpq = 0, end: int | fmpq = 1) -> SignTable:
    return table_of(formula, Algebraic.of(fmpq(start)), Algebraic.of(fmpq(end)))


def signs(found: SignTable) -> list[int | None]:
    return [part.sign for part in found.parts]


BINARY = logs((-A, A), (A - 1, 1 - A))


@pytest.mark.parametrize(
    ("formula", "end", "expected"),
    [
        (logs((A, A)), 2, [-1, 0, 1]),
        (logs((-1, A), constant=A - 1), 2, [1, 0, 1]),  # a double root at a rational number
        (logs((-1, A), constant=2 * (A - 1) / (A + 1)), 2, [1, 0, -1]),  # a triple one
        (BINARY, 1, [1]),
        (BINARY - logs((fmpq(1, 2), 2)), 1, [-1, 0, 1, 0, -1]),
        (BINARY - logs((1, 2)), 1, [-1, 0, -1]),
        (BINARY - logs((1, 3)), 1, [-1]),
        (logs((1, 2), constant=-A / 2), 1, [1]),
        (logs((1, 2), constant=-A / 2), 2, [1, 0, -1]),
        (logs((1 / A, A), constant=1), 2, [-1, 0, 1]),
        (logs(constant=(A - fmpq(1, 2)) ** 2 * (A - fmpq(3, 4)) / (A + 1)), 1, [-1, 0, -1, 0, 1]),
        (logs((1, 3), (-1, 2)), 1, [1]),
        (logs((1, 6), (-1, 2), (-1, 3)), 1, [0]),
        (logs((A * A, A), constant=fmpq(1, 5)), 1, [1]),  # the least value is 1/5 - 1/(2 e) > 0
        (logs((A * A, A), constant=fmpq(1, 6)), 1, [1, 0, -1, 0, 1]),
    ],
)
def test_by_hand(formula, end, expected):
    found = table(formula, 0, end)
    assert found.is_complete
    assert signs(found) == expected
    assert signs(table(-formula, 0, end)) == [-sign for sign in expected]


def test_roots_are_told_as_numbers():
    assert table(logs((A, A)), 0, 2).roots == (Algebraic.of(ONE),)
    assert table(BINARY - logs((1, 2))).roots == (Algebraic.of(fmpq(1, 2)),)
    [root] = table(logs(constant=2 * A * A - 1)).roots
    assert root == list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]


def test_a_double_root_at_an_irrational_algebraic_number():
    """With u = 2 a**2, u - 1 - log(u) is 0 at sqrt(2)/2 and positive elsewhere."""
    found = table(logs((-2, A), (-1, 2), constant=2 * A * A - 1))
    assert signs(found) == [1, 0, 1]
    assert found.roots == (list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1],)


def test_a_transcendental_root_has_proved_signs_at_the_ends_of_its_interval():
    [root] = table(logs((1, 2), constant=-A / 2), 0, 2).roots
    assert isinstance(root, Isolated)
    low, high = (mpmath.mpf(int(end.p)) / int(end.q) for end in root.isolating())
    assert low < 2 * mpmath.log(2) < high


def test_an_end_that_is_no_rational_number():
    """log(2 a**2) on (sqrt(2)/2, 1), and on (0, sqrt(2)/2)."""
    middle = list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]
    formula = logs((2, A), (1, 2))
    assert signs(table_of(formula, middle, Algebraic.of(ONE))) == [1]
    assert signs(table_of(formula, Algebraic.of(fmpq(0)), middle)) == [-1]


@pytest.mark.parametrize(
    "formula", [logs((1, A - 2)), logs((1, A)), logs(constant=1 / (A - 2)), logs((1 / (A - 2), 3))]
)
def test_a_formula_that_is_not_defined_everywhere_is_refused(formula):
    with pytest.raises(InputError, match="not defined on all of the interval; cut the interval at the zeros"):
        table(formula, -1, 3)


def test_an_empty_interval_is_refused():
    with pytest.raises(InputError, match="the interval has no inside; give a start below the end"):
        table(BINARY, 1, 1)


def near_tangency(shift: fmpq) -> Formula:
    """a**2 log(a) + c, where c exceeds 1/(2 e) by the shift, up to 2**-900; the critical point is exp(-1/2)."""
    with ctx.workprec(1000):
        c = ball_ends(1 / (2 * arb(1).exp()))[0]
    return logs((A * A, A), constant=c + shift)


def test_roots_at_a_distance_of_far_below_a_double_are_counted():
    tiny = fmpq(1, 2**400)
    assert signs(table(near_tangency(tiny))) == [1]
    assert signs(table(near_tangency(-tiny))) == [1, 0, -1, 0, 1]


def test_a_tangency_that_is_not_decided_is_unknown_and_nothing_else_is(monkeypatch):
    monkeypatch.setattr(isolated, "PRECISIONS", (64,))
    found = table(near_tangency(fmpq(1, 2**400)))
    assert signs(found) == [1, 1, None, 1, 1]  # with the ends of what is unknown
    assert not found.is_complete
    unknown = found.parts[2]
    low, high = unknown.start.rational, unknown.end.rational
    assert 0 < high - low < fmpq(1, 2**60)
    with ctx.workprec(200):
        assert low < (-arb(1) / 2).exp() < high
    assert [s.slope for s in stretches(found)] == [1, None, 1]


def test_an_undecided_number_away_from_0_is_decided_by_its_interval(monkeypatch):
    monkeypatch.setattr(sign_table, "sign_of_ball", lambda *_: None)
    assert signs(table(logs((A * A, A), constant=fmpq(1, 5)))) == [1]
    assert signs(table(logs((A * A, A), constant=fmpq(1, 6)))) == [1, 0, -1, 0, 1]


def test_neighbouring_stretches_are_one():
    [only] = stretches(table(logs(constant=(A - fmpq(1, 2)) ** 2)))
    assert (only.start, only.end, only.slope) == (Algebraic.of(fmpq(0)), Algebraic.of(ONE), 1)


ARGUMENTS = [2, 3, A, 1 - A, 1 + A, 2 - A, A * A + 1, 3 * A + 1, 2 - A * A]
BELOW = [1, A, 1 - A, 1 + A, 2 - A * A]
SEARCH = settings(max_examples=500, derandomize=True, database=None, phases=[Phase.generate])
small = st.integers(-4, 4)
functions = st.builds(
    lambda c, d, e, below: (c + d * A + e * A * A) / below, small, small, small, st.sampled_from(BELOW)
)
formulas = st.builds(
    lambda constant, pairs: logs(*pairs, constant=constant),
    functions,
    st.lists(st.tuples(functions, st.sampled_from(ARGUMENTS)), max_size=4),
)


def value(formula: Formula, at: fmpq) -> mpmath.mpf:
    """The value by mpmath, from the string of the formula."""
    with mpmath.workdps(60):
        a = mpmath.mpf(int(at.p)) / int(at.q)
        return eval(str(formula).replace("/", "*mpmath.mpf(1)/"), {"log": mpmath.log, "a": a, "mpmath": mpmath})  # noqa: S307


def check(found: SignTable, formula: Formula) -> None:
    """The parts cover the interval; each sign is that of mpmath at a point, and each isolating interval changes it."""
    assert (found.parts[0].start, found.parts[-1].end) == (found.start, found.end)
    assert all(one.end == other.start for one, other in pairwise(found.parts))
    assert all(one.is_point != other.is_point for one, other in pairwise(found.parts))
    for part in found.parts:
        if part.is_point and isinstance(part.start, Isolated):
            low, high = (value(formula, end) for end in part.start.isolating())
            assert low * high < 0
        elif not part.is_point or part.start.rational is not None:
            seen = value(formula, part.start.rational if part.is_point else between(part.start, part.end))
            assert part.sign == (0 if abs(seen) < 1e-40 else mpmath.sign(seen))


@given(formulas, st.lists(st.fractions(0, 1, max_denominator=1000), max_size=5))
@settings(max_examples=150)
def test_signs_are_those_of_mpmath(formula, places):
    """The sign table agrees with 60 digits at points of its parts and at random rationals."""
    found = table(formula)
    check(found, formula)
    assert found.is_complete
    for place in places:
        at = fmpq(place.numerator, place.denominator)
        number = Algebraic.of(at)
        if not 0 < at < 1 or any(isinstance(r, Isolated) and r.low <= at <= r.high for r in found.roots):
            continue
        inside = [p for p in found.parts if (p.start == number if p.is_point else _is_inside(p, at))]
        assert len(inside) == 1
        seen = value(formula, at)
        assert inside[0].sign == (0 if abs(seen) < 1e-40 else mpmath.sign(seen))


def _is_inside(part, at: fmpq) -> bool:
    bits = 64
    return part.start.interval(bits)[1] < at < part.end.interval(bits)[0]


@given(formulas)
@settings(max_examples=40)
def test_no_change_of_sign_on_a_grid_is_missed(formula):
    """The signs on a grid of 200 points, without repetitions, are a part of those of the table, in the same order."""
    seen = [value(formula, fmpq(2 * i + 1, 401)) for i in range(200)]
    grid = [s for s in (0 if abs(v) < 1e-40 else int(mpmath.sign(v)) for v in seen) if s]
    changes = sum(one != other for one, other in pairwise(grid))
    own = [part.sign for part in table(formula).parts if not part.is_point]
    assert changes <= sum(one != other for one, other in pairwise(own))


@pytest.mark.parametrize(("kind", "count"), [(Isolated, 2), (Algebraic, 1)])
def test_formulas_reach(kind, count):
    """Several roots with no closed form, and an algebraic one beside logarithms."""

    def hard(formula: Formula) -> bool:
        return bool(formula.normal.logs) and sum(isinstance(r, kind) for r in table(formula).roots) >= count

    assert hard(find(formulas, hard, settings=SEARCH))


def beside_turned_round(formula, at, side):
    return -sign_beside(formula, at, side)


def first_stretch_only(found):
    return [Stretch(found.start, found.end, stretches(found)[0].slope)]


def times_the_negative(formula, factor):
    return times(formula, -factor)


@pytest.mark.parametrize(
    ("step", "wrong", "formula", "expected"),
    [
        ("sign_beside", beside_turned_round, logs((1, A), (1, 2)), [-1, 0, 1]),
        ("stretches", first_stretch_only, BINARY - logs((fmpq(1, 2), 2)), [-1, 0, 1, 0, -1]),
        ("sign_of_ball", lambda *_: 1, logs((A, A), constant=fmpq(1, 6)), [1, 0, -1, 0, 1]),
        ("times", times_the_negative, logs((1 / (A - 2), 3)), [-1]),
        ("sign_at", lambda *_: 1, logs((-2, A), (-1, 2), constant=2 * A * A - 1), [1, 0, 1]),
    ],
)
def test_each_step_matters(monkeypatch, step, wrong, formula, expected):
    assert signs(table(formula)) == expected
    monkeypatch.setattr(sign_table, "DEEP", 10**9)
    monkeypatch.setattr(sign_table, step, wrong)
    assert signs(table(formula)) != expected


@pytest.mark.parametrize(
    ("step", "wrong", "formula", "expected"),
    [
        ("_power_log", lambda *_: arb(0), logs((A, A), constant=fmpq(1, 6)), [1, 0, -1, 0, 1]),
        ("_times_log", lambda *_: (arb(1), arb(1)), logs((1, A), constant=fmpq(1, 2)), [-1, 0, 1]),
        ("_sign", lambda *_: 1, logs((1, A + 1), constant=fmpq(-1, 2)), [-1, 0, 1]),
        ("fraction", lambda c: (fmpq_poly([1]), fmpq_poly([1])), logs((A, A + 1), constant=-A / 2), [-1, 0, 1]),
    ],
)
def test_each_step_by_balls_matters(monkeypatch, step, wrong, formula, expected):
    monkeypatch.setattr(sign_table, "DEEP", 0)
    assert signs(table(formula)) == expected
    monkeypatch.setattr(by_balls, step, wrong)
    assert signs(table(formula)) != expected


LONG = logs(*((A**k, A + k) for k in range(1, 12)), (A**9 - 2, A), constant=-3 * A)


def test_long_formulas_take_no_derivatives(monkeypatch):
    """Eleven logarithms, one of them singular at 0; by derivatives it would take 76 of them."""
    monkeypatch.setattr(sign_table, "DEEP", 40)
    monkeypatch.setattr(sign_table, "_parts", lambda *_: pytest.fail("it is differentiated"))
    found = table(LONG)
    assert found.is_complete
    assert signs(found) == [int(mpmath.sign(value(LONG, fmpq(1, 2))))]


def test_a_double_root_is_left_to_derivatives():
    """Balls of E and E' hold 0 on all parts around it."""
    double = logs((1, 2 * A), constant=2 * A * A - 4 * A + fmpq(3, 2))
    assert signs(table(double, fmpq(1, 4), fmpq(3, 4))) == [-1, 0, 1]
    parts = by_balls.by_balls(double.normal, Algebraic.of(fmpq(1, 4)), Algebraic.of(fmpq(3, 4)))
    given_up = [one for one in parts if one.sign is None and one.slope is None]
    assert given_up
    assert all(one.start.rational <= fmpq(1, 2) <= one.end.rational for one in given_up)


def test_where_derivatives_are_too_many_a_short_stretch_is_unknown(monkeypatch):
    """Around the root of the same formula, and nowhere else; what is said of the rest is right."""
    double = logs((1, 2 * A), constant=2 * A * A - 4 * A + fmpq(3, 2))
    monkeypatch.setattr(sign_table, "DEEP", 0)
    monkeypatch.setattr(sign_table, "TOO_DEEP", 0)
    found = table(double, fmpq(1, 4), fmpq(3, 4))
    assert not found.is_complete
    assert [sign for sign in signs(found) if sign] == [-1, -1, 1, 1]  # points beside the unknown are parts
    assert all(part.end.rational - part.start.rational < fmpq(1, 10**4) for part in found.parts if not part.sign)


def test_the_parts_that_are_tried_are_few(monkeypatch):
    monkeypatch.setattr(by_balls, "MOST_PARTS", 3)
    parts = by_balls.by_balls(BINARY - logs((fmpq(1, 2), 2)), Algebraic.of(fmpq(0)), Algebraic.of(ONE))
    assert len(parts) < 8
    assert (parts[0].start, parts[-1].end) == (Algebraic.of(fmpq(0)), Algebraic.of(ONE))
    assert all(one.end == other.start for one, other in pairwise(parts))


def test_a_wrong_table_is_found():
    """The check above sees a sign turned round, and a root left out."""
    formula = BINARY - logs((fmpq(1, 2), 2))
    found = table(formula)
    check(found, formula)
    middle = replace(found.parts[2], sign=-1)
    with pytest.raises(AssertionError):
        check(replace(found, parts=(*found.parts[:2], middle, *found.parts[3:])), formula)
    with pytest.raises(AssertionError):
        check(replace(found, parts=(replace(found.parts[0], end=found.end),)), BINARY)


def test_a_point_beside_an_unknown_interval_is_a_part_of_its_own():
    """Else it would belong to no open interval."""
    one, two, three = (Algebraic.of(fmpq(k)) for k in (1, 2, 3))
    parts = [Part(one, two, 1), Part(two, two, 1), Part(two, three, None), Part(three, three, 1)]
    assert list(sign_table._joined(iter(parts))) == parts
    between_them = [Part(one, two, 1), Part(two, two, 1), Part(two, three, 1)]
    assert list(sign_table._joined(iter(between_them))) == [Part(one, three, 1)]


def test_nothing_is_isolated_where_there_is_no_root(monkeypatch):
    """The roots of large polynomials take seconds to isolate, and most are elsewhere."""

    def refused(polynomial):
        raise AssertionError(f"{polynomial} is isolated")

    monkeypatch.setattr(sign_table, "roots", refused)
    assert signs(table(logs((A**2 + A + 1, A + 2), (A**3 + 1, 1 + A)), 0, 1)) == [1]
