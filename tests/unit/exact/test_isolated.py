"""Roots in isolating intervals, against numbers known otherwise."""

from __future__ import annotations

from flint import arb, ctx, fmpq, fmpq_poly

from ibverify.exact import isolated
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.isolated import Isolated, beside, sign_of_ball, the_root
from ibverify.exact.parametric import Sample

[A] = Sample.of(["a"], [fmpq(3, 2)]).parameters
ONE, TWO, FOUR = fmpq(1), Algebraic.of(fmpq(2)), Algebraic.of(fmpq(4))
E = Formula(-ONE, ((ONE, A),))  # log(a) - 1


def test_e_is_isolated_and_refined():
    root = the_root(E, TWO, FOUR, 1)
    assert isinstance(root, Isolated)
    low, high = root.isolating()
    assert 2 < low < high < 4
    assert (root.side_of(low), root.side_of(high), root.side_of(fmpq(1)), root.side_of(fmpq(9))) == (-1, 1, -1, 1)
    with ctx.workprec(700):
        e = arb(1).exp()
        for bits in (16, 64, 600):
            low, high = root.interval(bits)
            assert low < e < high
            assert (high - low) * 2**bits <= 1
            assert e in root.ball(bits)


def test_bisection_alone_finds_the_same(monkeypatch):
    monkeypatch.setattr(Isolated, "_newton", lambda *_: None)
    low, high = the_root(E, TWO, FOUR, 1).interval(80)
    with ctx.workprec(200):
        assert low < arb(1).exp() < high


def test_a_rational_root_is_told_as_such():
    """39 log(a) - 39 log(7/3), and a - 7/3 + log(a) - log(7/3)."""
    formula = Formula(fmpq(0), ((fmpq(39), A), (fmpq(-39), fmpq(7, 3))))
    assert the_root(formula, TWO, FOUR, 1) == Algebraic.of(fmpq(7, 3))
    number = fmpq(123457, 50021)
    formula = Formula(A - number, ((ONE, A), (-ONE, number)))
    assert the_root(formula, TWO, FOUR, 1) == Algebraic.of(number)


def test_an_irrational_algebraic_root_is_told_by_the_constant():
    """a**2 - a - 1 + log(a) + log(a - 1) is 0 at the golden ratio."""
    [_, phi] = roots(fmpq_poly([-1, -1, 1]))
    formula = Formula(A * A - A - 1, ((ONE, A), (ONE, A - 1)))
    assert the_root(formula, Algebraic.of(ONE), TWO, 1) == phi


def test_a_root_close_to_the_end_is_found():
    """log(a) + 1000 is 0 at exp(-1000)."""
    root = the_root(Formula(fmpq(1000), ((ONE, A),)), Algebraic.of(fmpq(0)), Algebraic.of(ONE), 1)
    low, high = root.isolating()
    assert 0 < low < high < fmpq(1, 2**1000)


def test_beside_is_strictly_inside():
    root = the_root(E, TWO, FOUR, 1)
    for share in (1, 4, 64):
        left, right = beside(TWO, root, share)
        assert 2 < left <= right
        assert root.side_of(right) == -1
        assert (left - 2) * 2 ** (share - 1) < 1


def test_the_sign_at_an_isolated_number_is_seen_or_unknown(monkeypatch):
    root = the_root(E, TWO, FOUR, 1)
    assert sign_of_ball(Formula(A - fmpq(27, 10), ()), root) == 1
    assert sign_of_ball(Formula(fmpq(28, 10) - A, ()), root) == 1
    assert sign_of_ball(Formula(A - 3, ()), root) == -1
    monkeypatch.setattr(isolated, "PRECISIONS", (64,))
    assert sign_of_ball(E, root) is None
