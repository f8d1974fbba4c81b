from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.exact import Infinite, Value, between, clipped, compare, rational
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.rational import Exactly
from ibverify.exact.value import Enclosed
from ibverify.examples import fig2, fig3
from ibverify.information import Information
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.compare import Comparison, Order, Piece, compare_functionals, compare_problems
from ibverify.study.quotient import Quotient, quotient
from ibverify.testing.strategies import problems, rationals

INFINITE = Value(Infinite("stated"))
CONSTANT = tuple((x, fmpq(0)) for x, _ in fig2.knots("f'_disc"))


def information(compression: Value | Exactly, precision: Value | Exactly) -> Information:
    c, p = (v if isinstance(v, Value) else Value(v) for v in (compression, precision))
    return Information(1, None, None, Value(0), c, c, p)


def differing(compression: Value | Exactly, precision: Value | Exactly) -> Comparison:
    """A against B, which is constant: the values are the differences."""
    return compare_functionals(information(compression, precision), information(0, 0))


def within(low: str, high: str) -> Value:
    return between(rational(low), rational(high), "unknown")


# By hand


def test_equal_compression_is_decided_by_the_prediction():
    """At the level 1/2 both decisions are worth log 2; that of f'_disc is the label, that of f''_disc independent."""
    found = compare_problems(fig2.problem("f'_disc", level="1/2"), fig2.problem("f''_disc", level="1/2"))
    assert (found.compression, found.precision) == (Order.EQUAL, Order.B)
    assert str(found) == "A smaller for every beta > 0"


def test_a_bijection_is_no_better():
    assert str(compare_problems(fig2.problem("f'_disc"), fig2.problem("f''_disc"))) == "equal for every beta > 0"


def test_four_values_are_worth_it_for_beta_above_two():
    """(c, p) is (0, 0) for a constant and (2 log 2, log 2) for f'_disc: beta* = 2."""
    found = compare_problems(fig2.problem(CONSTANT), fig2.problem("f'_disc"))
    assert str(found) == "A smaller if beta < 2, equal if beta = 2, B smaller if beta > 2"
    assert [found.at(beta) for beta in ("1/1000", "2", 3, fmpq(2), "1999999/1000000")] == [
        Order.A,
        Order.EQUAL,
        Order.B,
        Order.EQUAL,
        Order.A,
    ]


def test_a_threshold_that_is_a_quotient():
    """On S1, S2, S3 f'_disc has three values of mass 1/3, and H(Y) = log 3 - 2/3 log 2."""
    law = fig2.strips(1, 2, 3)
    found = compare_problems(fig2.problem("f'_disc", law), fig2.problem(CONSTANT, law))
    end = "log(3)/(-2/3*log(2) + log(3))"
    assert str(found) == f"B smaller if beta < {end}, equal if beta = {end}, A smaller if beta > {end}"
    assert found.at("17259/10000") is Order.B  # 1.72598... = 1.09861.../0.63651...
    assert found.at("17260/10000") is Order.A


def test_decisions_of_fig3():
    """D^I is 1 with probability 11/20, D^II is the label: I(X;D) = H(11/20) < log 2, I(Y;D^I) < log 2."""
    found = compare_problems(*(fig3.problem(f, "1/10", "1/2") for f in ("f_I", "f_II")))
    assert found.first.compression == "log(20) - 11/20*log(11) - 9/20*log(9)"
    assert [piece.order for piece in found.betas] == [Order.A, Order.EQUAL, Order.B]
    low, high = (rational(end) for end in found.betas[1].low.enclosure())  # 0.0050083.../0.1675498...
    assert fmpq(2989, 100_000) < low < high < fmpq(2990, 100_000)


def test_what_is_infinite_on_one_side_is_larger():
    """The neuron of Fig. 3 against its decision; the finite one may predict nothing at all."""
    neuron, decision = fig3.problem("f_I", "1/10"), fig3.problem("f_II", "1/10", "2")
    for found, order in (
        (compare_problems(neuron, decision), Order.B),
        (compare_problems(decision, neuron), Order.A),
    ):
        assert found.betas == (Piece(order),)
        assert found.compression is found.at("1000000") is order


def test_what_is_infinite_on_both_sides_is_not_compared():
    found = compare_problems(fig3.problem("f_I", "1/10"), fig3.problem("f_II", "1/10"))
    assert found.betas == (Piece(Order.NOT_COMPARED),)
    assert (found.compression, found.precision) == (Order.NOT_COMPARED, Order.A)
    assert str(found) == "not compared for every beta > 0"


@pytest.mark.parametrize(
    ("compression", "precision", "text"),
    [
        ("log(2)", "1/20", "B smaller if beta < 20*log(2), equal if beta = 20*log(2), A smaller if beta > 20*log(2)"),
        ("-1/2", "-1/3", "A smaller if beta < 3/2, equal if beta = 3/2, B smaller if beta > 3/2"),
        ("-log(2)", "1/20", "A smaller for every beta > 0"),
        ("log(2)", "-1/20", "B smaller for every beta > 0"),
        ("log(2)", 0, "B smaller for every beta > 0"),
        ("-log(2)", 0, "A smaller for every beta > 0"),
        (0, "1/20", "A smaller for every beta > 0"),
        (0, "-1/20", "B smaller for every beta > 0"),
        ("log(4) - 2*log(2)", "log(9) - 2*log(3)", "equal for every beta > 0"),
    ],
)
def test_the_signs_of_the_differences_decide(compression: str, precision: str, text: str):
    assert str(differing(compression, precision)) == text


# Enclosed


@pytest.mark.parametrize(
    ("compression", "precision", "text"),
    [
        (Value(1), within("1/4", "1/2"), "B smaller if beta < 2, unknown if 2 <= beta <= 4, A smaller if beta > 4"),
        (Value(-1), within("-1/2", "-1/4"), "A smaller if beta < 2, unknown if 2 <= beta <= 4, B smaller if beta > 4"),
        (within("1", "2"), Value("1/2"), "B smaller if beta < 2, unknown if 2 <= beta <= 4, A smaller if beta > 4"),
        (
            within("1", "2"),
            within("1/4", "1"),
            "B smaller if beta < 1, unknown if 1 <= beta <= 8, A smaller if beta > 8",
        ),
        (Value(1), within("-1/4", "1/2"), "B smaller if beta < 2, unknown if beta >= 2"),
        (Value(-1), within("-1/2", "1/4"), "A smaller if beta < 2, unknown if beta >= 2"),
        (within("-1", "1"), Value("1/2"), "unknown if beta <= 2, A smaller if beta > 2"),
        (within("-1", "1"), Value("-1/2"), "unknown if beta <= 2, B smaller if beta > 2"),
        (within("0", "1"), Value("-1/2"), "B smaller for every beta > 0"),
        (within("0", "1"), Value(0), "unknown for every beta > 0"),
        (within("-1", "1"), within("-1", "1"), "unknown for every beta > 0"),
        (Value(0), within("0", "1"), "unknown for every beta > 0"),
        (Value("log(2)"), within("1", "2"), None),
    ],
)
def test_what_is_only_enclosed_leaves_betas_unknown(compression: Value, precision: Value, text: str | None):
    found = differing(compression, precision)
    half = "1/2*log(2)"
    assert str(found) == (
        text or f"B smaller if beta < {half}, unknown if {half} <= beta <= log(2), A smaller if beta > log(2)"
    )


def test_ends_belong_to_what_is_unknown():
    """At 2 the functionals may be equal: p may be 1/2."""
    found = differing(1, within("1/4", "1/2"))
    assert [found.at(beta) for beta in ("1999/1000", 2, 3, 4, "4001/1000")] == [
        Order.B,
        Order.UNKNOWN,
        Order.UNKNOWN,
        Order.UNKNOWN,
        Order.A,
    ]


def test_bounds_that_a_difference_forgets_are_used():
    """2 - t with t in [0, 4] is known to be at least 1: then A has the larger compression."""
    known = clipped(Value(2) - within("0", "4"), fmpq(1), None)
    assert str(differing(known, 0)) == "B smaller for every beta > 0"


def test_what_both_share_cancels():
    shared = within("0", "1")
    found = compare_functionals(information(shared + 1, shared), information(shared, shared - "1/2"))
    assert str(found) == "B smaller if beta < 2, equal if beta = 2, A smaller if beta > 2"


def test_what_may_be_infinite_does_not():
    """A compression in [0, oo] is larger than one that is surely smaller, and unknown beside itself."""
    perhaps = between(fmpq(0), None, "unknown")
    sides = information(perhaps, 0), information(INFINITE, 0), information(perhaps + 2, 0), information(1, 0)
    for one, other in ((0, 0), (0, 1), (1, 0), (0, 2), (0, 3)):
        assert compare_functionals(sides[one], sides[other]).betas == (Piece(Order.UNKNOWN),)
    assert str(compare_functionals(sides[2], sides[3])) == "B smaller for every beta > 0"
    assert str(compare_functionals(sides[3], sides[2])) == "A smaller for every beta > 0"


@dataclass(frozen=True)
class Near:
    """A number that is `at`, known to as many bits as are asked for."""

    at: fmpq

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        return self.at - fmpq(1, 1 << bits), self.at + fmpq(1, 1 << bits)


def near(at: fmpq) -> Value:
    return Value(Enclosed(LogLinear(), ((fmpq(1), Near(at)),)))


def test_what_can_be_refined_leaves_a_sliver():
    """c = log 2, p = 1/3, of which ever more bits are known: the threshold is 3 log 2, and that is never decided."""
    below, sliver, above = differing("log(2)", near(fmpq(1, 3))).betas
    assert (below.order, sliver.order, above.order) == (Order.B, Order.UNKNOWN, Order.A)
    assert (below.high, above.low) == (sliver.low, sliver.high)
    assert sliver.low.value < "3*log(2)" < sliver.high.value
    assert sliver.high.value - sliver.low.value < Value("1e-17")


def test_a_small_difference_takes_more_bits():
    """2**-300, of which 256 bits say nothing: the sign is found, and the threshold to 17 digits."""
    found = differing(near(fmpq(1, 1 << 300)), Value("1/2"))
    assert found.compression is Order.B
    assert [piece.order for piece in found.betas] == [Order.B, Order.UNKNOWN, Order.A]
    ends = [rational(end) for end in (found.betas[1].low.enclosure()[0], found.betas[1].high.enclosure()[1])]
    assert ends[1] - ends[0] < ends[0] / 10**15


@pytest.mark.parametrize("beta", [0, -1, "-1/2"])
def test_a_beta_that_is_not_positive_is_refused(beta: Exactly):
    with pytest.raises(InputError, match=r"^beta: '.*' is not positive; give a beta > 0$"):
        differing(1, 1).at(beta)


# Properties, and what sets them off


def wrong_at(comparison: Comparison, betas: Iterable[fmpq]) -> list[fmpq]:
    """The betas at which the order is not the one that the functionals themselves have."""
    relations = {Order.A: "<", Order.EQUAL: "==", Order.B: ">"}
    one, other = comparison.first, comparison.second
    return [
        beta
        for beta in betas
        if not compare(one.functional(beta), relations[comparison.at(beta)], other.functional(beta)).proved
    ]


def forms() -> st.SearchStrategy[Value]:
    """Values a + b log 2 + c log 3, a few of them 0 or rational."""
    factor = st.sampled_from([fmpq(0), fmpq(0), fmpq(1), fmpq(-1), fmpq(1, 2), fmpq(-2, 3)])
    return st.tuples(factor, factor, factor).map(
        lambda f: f[0] * Value(1) + Value("log(2)") * f[1] + Value("log(3)") * f[2]
    )


def positive() -> st.SearchStrategy[list[fmpq]]:
    return st.lists(rationals().filter(lambda x: x > 0), min_size=3, max_size=3)


def around(end: Quotient | None) -> list[fmpq]:
    """Numbers beside a threshold, and the threshold itself if that is rational."""
    if end is None:
        return []
    at = [end.value.form.constant] if end.value is not None and end.value.form.is_rational() else []
    return [x for x in (*end.interval(64), *at) if x > 0]


@given(forms(), forms(), forms(), forms(), positive())
def test_the_pieces_say_what_the_functionals_do(c: Value, p: Value, d: Value, q: Value, betas: list[fmpq]):
    """At each beta, one piece: with the order of the functionals, and the opposite one with A and B exchanged."""
    one, other = information(c, p), information(d, q)
    found, turned = compare_functionals(one, other), compare_functionals(other, one)
    betas = [*betas, *(beta for piece in found.betas for beta in around(piece.high))]
    assert wrong_at(found, betas) == wrong_at(turned, betas) == []
    assert all(sum(beta in piece for piece in found.betas) == 1 for beta in betas)
    exchanged = {Order.A: Order.B, Order.B: Order.A}
    assert [exchanged.get(piece.order, piece.order) for piece in found.betas] == [p.order for p in turned.betas]


@given(problems(inputs=1), problems(inputs=1), positive())
def test_the_last_layers_are_compared(one: Problem, other: Problem, betas: list[fmpq]):
    """As their functionals are; infinite on one side is larger, and on both sides not compared."""
    found = compare_problems(one, other)
    first, second = (analyze(problem).layers[-1] for problem in (one, other))
    if first.compression.is_infinite and second.compression.is_infinite:
        assert found.betas == (Piece(Order.NOT_COMPARED),)
    elif not any(piece.order is Order.UNKNOWN for piece in found.betas):
        assert wrong_at(replace(found, first=first, second=second), betas) == []


@given(
    st.tuples(rationals(), rationals()),
    st.tuples(rationals(), rationals()),
    st.tuples(*[st.integers(0, 4)] * 2),
    positive(),
)
def test_nothing_is_proved_of_an_enclosed_value_that_a_member_denies(
    c: tuple[fmpq, fmpq], p: tuple[fmpq, fmpq], member: tuple[int, int], betas: list[fmpq]
):
    """c and p lie anywhere between their ends: what is proved holds for each of them."""
    (c_low, c_high), (p_low, p_high) = sorted(c), sorted(p)
    found = differing(between(c_low, c_high, "unknown"), between(p_low, p_high, "unknown"))
    x, y = (
        low + (high - low) * fmpq(i, 4)
        for (low, high), i in zip(((c_low, c_high), (p_low, p_high)), member, strict=True)
    )
    for beta in betas:
        truth = {-1: Order.A, 0: Order.EQUAL, 1: Order.B}[(x - beta * y > 0) - (x - beta * y < 0)]
        assert found.at(beta) in (truth, Order.UNKNOWN)


THREE = differing("log(2)", "1/20")


@pytest.mark.parametrize(
    "betas",
    [
        [
            replace(piece, order={Order.A: Order.B, Order.B: Order.A}.get(piece.order, piece.order))
            for piece in THREE.betas
        ],
        [
            Piece(Order.B, high=quotient(Value("log(2)").form, Value("1/10").form)),
            Piece(Order.A, low=quotient(Value("log(2)").form, Value("1/10").form)),
        ],
        [Piece(Order.EQUAL)],
    ],
    ids=["A and B exchanged", "the threshold at half its place", "never different"],
)
def test_a_planted_error_is_found(betas: list[Piece]):
    betas_asked = [fmpq(1), fmpq(10), fmpq(20)]  # beta* = 20 log 2 = 13.86...
    assert wrong_at(THREE, betas_asked) == []
    assert wrong_at(replace(THREE, betas=tuple(betas)), betas_asked)
