"""Signs at and beside algebraic numbers, and limits, on formulas whose behaviour there is known by hand."""

from __future__ import annotations

import pytest
import sympy
from flint import fmpq, fmpq_poly

from ibverify.errors import InputError
from ibverify.exact import germs
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.germs import limit, sign_at, sign_beside, times
from ibverify.exact.parametric import Sample
from ibverify.exact.value import Value

[A] = Sample.of(["a"], [fmpq(3, 2)]).parameters
ONE = fmpq(1)
ZERO, HALF = Algebraic.of(fmpq(0)), Algebraic.of(fmpq(1, 2))
PHI = list(roots(fmpq_poly([-1, -1, 1])))[1]
ROOT2 = list(roots(fmpq_poly([-2, 0, 1])))[1]
CUBE = next(roots(fmpq_poly([-2, 0, 0, 1])))


def logs(*pairs, constant=0):
    return Formula(constant * ONE, tuple((c * ONE, x * ONE) for c, x in pairs))


@pytest.mark.parametrize(
    ("formula", "at", "sign"),
    [
        (logs((1, A)), Algebraic.of(ONE), 0),
        (logs((1, A), (1, A - 1)), PHI, 0),  # phi (phi - 1) = 1
        (logs((1, A), (1, A - 1), constant=fmpq(-1, 10**40)), PHI, -1),
        (logs((2, A), (-1, 2)), ROOT2, 0),
        (logs((fmpq(2, 3), A), (fmpq(-1, 3), 2)), ROOT2, 0),
        (logs((A * A - 2, 3), (A - 1, A * A - 1)), ROOT2, 0),  # 0 log 3 + (sqrt(2) - 1) log 1
        (logs((2 * A, A), (-A, 2), (1, 3)), ROOT2, 1),
        (logs((3, A), (-1, 2)), CUBE, 0),
        (logs((3 * A, A), (-A, 2), (1 / (A + 1), 3), constant=A - 1), CUBE, 1),
        (logs((1 / A, 2), (-2 / A, A)), ROOT2, 0),
        (logs((1, 2), constant=A * A - 2), ROOT2, 1),
        (logs(constant=A * A - 2), ROOT2, 0),
    ],
)
def test_the_sign_at_a_number(formula, at, sign):
    assert sign_at(formula, at) == sign
    assert sign_at(-formula, at) == -sign


@pytest.mark.parametrize(
    ("formula", "at"),
    [
        (logs((1, A)), ZERO),
        (logs((1, A)), Algebraic.of(fmpq(-1))),
        (logs(constant=1 / (A - 2)), Algebraic.of(fmpq(2))),
        (logs((1 / (A * A - 2), 3)), ROOT2),
        (logs((1, A * A - 2)), ROOT2),
        (logs((1, A - 1)), next(roots(fmpq_poly([-2, 0, 1])))),  # -sqrt(2) - 1 < 0
    ],
)
def test_a_formula_without_a_value_is_refused(formula, at):
    with pytest.raises(InputError, match=r"is not defined at .*; ask for its limit there"):
        sign_at(formula, at)


@pytest.mark.parametrize(
    ("formula", "at", "above", "below"),
    [
        (logs((A, A)), ZERO, -1, None),
        (logs((1, A), constant=1 / A), ZERO, 1, None),  # 1/t wins over log t
        (logs((1 / A, A), constant=5 / A), ZERO, -1, None),  # log(t)/t over 5/t
        (logs((A * A, A), constant=A), ZERO, 1, None),
        (logs((A, A), constant=-A * A), ZERO, -1, None),
        (logs((A, A), constant=100 * A), ZERO, -1, None),  # t log t + 100 t, below 0 for t < exp(-100)
        (logs(constant=(A - fmpq(1, 2)) ** 3), HALF, 1, -1),
        (logs((1, A), constant=1 - A), Algebraic.of(ONE), -1, -1),  # -t**2/2
        (logs((1 / (A - 1), A), constant=fmpq(-1)), Algebraic.of(ONE), -1, 1),  # log(1 + t)/t - 1 = -t/2
        (logs(constant=1 / (A * A - 2)), ROOT2, 1, -1),
        (logs((1, A * A - 2)), ROOT2, -1, None),
        (logs((A * A - 2, A * A - 2)), ROOT2, -1, None),
        (logs(), ROOT2, 0, 0),
    ],
)
def test_the_signs_beside_a_number(formula, at, above, below):
    assert sign_beside(formula, at, 1) == above
    if below is not None:
        assert sign_beside(formula, at, -1) == below


def test_the_sign_beside_the_lower_of_two_conjugate_numbers():
    """a**2 - 2 falls at -sqrt(2)."""
    low = next(roots(fmpq_poly([-2, 0, 1])))
    assert sign_beside(logs(constant=1 / (A * A - 2)), low, 1) == -1
    assert sign_beside(logs(constant=1 / (A * A - 2)), low, -1) == 1


@pytest.mark.parametrize(
    ("formula", "at", "value"),
    [
        (logs((A, A)), ZERO, "0"),
        (logs((A, A), (1, 2 + A)), ZERO, "log(2)"),
        (logs((1 / A, 1 + A)), ZERO, "1"),
        (logs((1 / (A * A), 1 + A), constant=-1 / A), ZERO, "-1/2"),
        (logs((A, A), constant=fmpq(3)), ZERO, "3"),
        (logs((1, A)), ZERO, None),
        (logs((1 / A, A), constant=A), ZERO, None),
        (logs(constant=1 / A), ZERO, None),
        (logs((A, A), (1 / A, 2)), ZERO, None),
    ],
)
def test_limits(formula, at, value):
    found = limit(formula, at)
    if value is None:
        assert found is None
    else:
        assert Value(found.at([at.rational])) == Value(value)


def test_a_limit_at_an_irrational_number():
    """log(a**2 - 1)/(a**2 - 2) tends to 1 at sqrt(2)."""
    found = limit(logs((1 / (A * A - 2), A * A - 1)), ROOT2)
    assert sign_at(found - Formula(ONE, ()), ROOT2) == 0


def test_a_formula_of_numbers_is_multiplied_by_numbers_only():
    assert times(logs((1, 2)), fmpq_poly([3]), fmpq_poly([2])).same_as(logs((fmpq(3, 2), 2)))
    with pytest.raises(ValueError, match="does not know the parameter"):
        times(logs((1, 2)), fmpq_poly([0, 1]))


@pytest.mark.parametrize(
    "formula",
    [
        logs((A * A, A), (1 / (1 + A), 3 * A + 1), (A, 5), constant=(A - 1) / (A + 2)),
        logs((1, A * A + 1), (-1, A), constant=A**3),
        logs((1, 2)),
    ],
)
def test_the_derivative_is_that_of_sympy(formula):
    a = sympy.Symbol("a")
    own = sympy.sympify(str(formula.derivative), {"a": a})
    theirs = sympy.diff(sympy.sympify(str(formula), {"a": a}), a)
    assert sympy.simplify(sympy.expand_log(own - theirs, force=True)) == 0


def test_a_zero_test_that_forgets_the_logarithms_is_found(monkeypatch):
    monkeypatch.setattr(germs, "are_one", lambda *_: False)
    monkeypatch.setattr(germs.Algebraic, "ball", _only_some_bits(germs.Algebraic.ball))
    with pytest.raises(TimeoutError):
        sign_at(logs((1, A), (1, A - 1)), PHI)


def _only_some_bits(ball):
    def limited(self, bits):
        if bits > 4096:
            raise TimeoutError
        return ball(self, bits)

    return limited
