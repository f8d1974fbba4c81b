"""Sweeps over one parameter: what holds on pieces and at points is what the numbers say there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
import sympy
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.activations import named
from ibverify.distributions import atom, box, polytope
from ibverify.errors import InputError, ProblemError, UnsupportedError, UnsupportedLaw, UnsupportedNetwork
from ibverify.exact import Value, from_sympy
from ibverify.exact.algebraic import Algebraic
from ibverify.exact.parametric import Function, Sample
from ibverify.examples import fig1, fig3
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import noise, threshold
from ibverify.study.analyze import analyze
from ibverify.study.sweep import Sweep, Terms, sweep
from ibverify.study.symbolic import to_sympy

ZERO, HALF, ONE = fmpq(0), fmpq(1, 2), fmpq(1)
TINY = fmpq(1, 10**9)
Family = Callable[[Any], Problem]


def by_numbers(family: Family, at: fmpq) -> Terms:
    """The last layer, or the readout, by the numeric engine."""
    problem = family(at)
    found = analyze(problem)
    last = found[len(found.layers)] if problem.readout is None else found["readout"]
    return Terms(last.compression, last.precision)


def equal(one: Terms, other: Terms) -> bool:
    """Exactly."""
    pairs = ((one.compression, other.compression), (one.precision, other.precision))
    return all(a.is_infinite and b.is_infinite if a.is_infinite or b.is_infinite else a == b for a, b in pairs)


def ends(found: Sweep) -> list[Algebraic]:
    return sorted(
        {*(p.start for p in found.pieces), *(p.end for p in found.pieces), *(p.at for p in found.points)},
        key=lambda x: x.interval(64),
    )


def places(found: Sweep) -> list[fmpq]:
    """Every rational end, and close to every end on both sides, within the interval."""
    low, high = found.pieces[0].start.rational, found.pieces[-1].end.rational
    close = [x for end in ends(found) for x in (end.interval(64)[0] - TINY, end.interval(64)[1] + TINY)]
    return [x for x in (*close, *(end.rational for end in ends(found))) if x is not None and low <= x <= high]


def check(family: Family, found: Sweep, more: list[fmpq]) -> None:
    """The sweep agrees with the numbers at its ends, beside them, and at some more values."""
    for x in (*places(found), *more):
        assert equal(found(x), by_numbers(family, x)), f"at {x}"


def covers(found: Sweep, low: fmpq, high: fmpq) -> None:
    """Pieces touch, from end to end, and every end belongs to a piece or is a point; neighbours differ or jump."""
    assert (found.pieces[0].start.rational, found.pieces[-1].end.rational) == (low, high)
    points = {p.at for p in found.points}
    for left, right in pairwise(found.pieces):
        assert left.end == right.start
        assert (left.end in points) != (left.closed[1] or right.closed[0])
    for piece in found.pieces:
        assert piece.start < piece.end


# ---- small families, affine in a, over [0, 1] ----

SMALL = st.integers(-2, 2)
FIXED = SMALL.map(lambda p: lambda a: a * 0 + fmpq(p, 2))
AFFINE = st.tuples(SMALL, st.sampled_from([-2, -1, 1, 2])).map(
    lambda pq: lambda a: a * 0 + fmpq(pq[0], 2) + fmpq(pq[1], 2) * a
)
LENGTH = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pq: lambda a: a * 0 + fmpq(pq[0], 2) + pq[1] * a)


def sides(dimension: int) -> st.SearchStrategy[Any]:
    """A support: the corner and the lengths of a box, or a point."""
    place = st.lists(AFFINE | FIXED, min_size=dimension, max_size=dimension)
    lengths = st.lists(LENGTH, min_size=dimension, max_size=dimension)
    return st.tuples(place, st.none() | lengths)


def support(drawn: Any, a: Any) -> Any:
    place, lengths = drawn
    at = [x(a) for x in place]
    if lengths is None:
        return atom.support(at)
    return box.support([(x, x + length(a)) for x, length in zip(at, lengths, strict=True)])


@st.composite
def families(draw: st.DrawFn, dimension: int) -> Family:
    supports = draw(st.lists(sides(dimension), min_size=2, max_size=3 if dimension == 1 else 2))
    labels = draw(st.permutations(["0", "1", "0"]))
    share = draw(st.sampled_from([lambda a: a * 0 + HALF, lambda a: a / 2 + fmpq(1, 4), lambda a: a]))
    names = ("relu", "abs", "hardtanh", "step", "max", "argmax", "leaky_relu")
    activation = draw(st.sampled_from(names))
    width = draw(st.integers(1, 2))
    weights = FIXED if dimension > 1 else AFFINE  # of quadratic functions on all sides there are hundreds of pieces
    weight = draw(st.lists(st.lists(weights, min_size=dimension, max_size=dimension), min_size=width, max_size=width))
    bias = draw(st.lists(AFFINE, min_size=width, max_size=width))
    level = draw(st.none() | AFFINE)

    def family(a: Any) -> Problem:
        first = share(a)
        rest = (1 - first) / (len(supports) - 1)
        masses = [first, *[rest] * (len(supports) - 1)]
        law = mixture([(y, m, support(s, a)) for y, m, s in zip(labels, masses, supports, strict=False)])
        chosen = named(activation, **({"slope": (a + 1) / 4} if activation == "leaky_relu" else {}))
        network = Network(dimension, (layer([[w(a) for w in row] for row in weight], [b(a) for b in bias], chosen),))
        return Problem(law, network, None if level is None else threshold.readout(level(a)))

    return family


RATIONALS = st.fractions(0, 1, max_denominator=40).map(lambda x: fmpq(x.numerator, x.denominator))


def swept(family: Family) -> Sweep | None:
    """None where there is no closed form."""
    try:
        return sweep(family, "a", ZERO, ONE)
    except UnsupportedLaw:
        return None


@settings(max_examples=60)
@given(families(1), st.lists(RATIONALS, max_size=4))
def test_on_the_line_a_sweep_says_what_the_numbers_say(family: Family, more: list[fmpq]):
    """At drawn values, at every rational end, and beside every end: exactly."""
    if (found := swept(family)) is not None:
        covers(found, ZERO, ONE)
        check(family, found, more)


@settings(max_examples=20)
@given(families(2), st.lists(RATIONALS, max_size=2))
def test_in_the_plane_a_sweep_says_what_the_numbers_say(family: Family, more: list[fmpq]):
    """At drawn values, at every rational end, and beside every end: exactly."""
    if (found := swept(family)) is not None:
        covers(found, ZERO, ONE)
        check(family, found, more)


def ramp(law: Any) -> Family:
    return lambda a: fig1.problem(law, a, fmpq(2, 5))


@pytest.mark.parametrize("law", [fig1.discrete, fig1.data_set, fig1.continuous])
def test_fig1(law: Callable[[], Any]):
    family = ramp(law())
    found = sweep(family, "a", ZERO, ONE)
    covers(found, ZERO, ONE)
    check(family, found, [fmpq(k, 97) for k in range(98)])


# ---- values derived by hand ----


def two_points(a: Any) -> Problem:
    """0 and a with equal masses and labels 0 and 1, not changed: told apart unless a = 0."""
    law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([a]))])
    return Problem(law, Network(1, (layer([[1]]),)))


def test_points_that_meet_make_a_point():
    found = sweep(two_points, "a", -ONE, ONE)
    assert [(p.start.rational, p.end.rational, p.closed) for p in found.pieces] == [
        (-1, 0, (True, False)),
        (0, 1, (False, True)),
    ]
    assert [str(p.terms.precision) for p in found.pieces] == ["log(2)", "log(2)"]
    [point] = found.points
    assert (point.at.rational, str(point.terms.compression), str(point.terms.precision)) == (0, "0", "0")


def test_fig3_is_one_piece():
    """log 2 - e/2 on all of (0, 1/2], for two trapezoids that overlap on a width of e."""
    found = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 1000), HALF)
    [piece] = found.pieces
    assert (str(piece.terms.precision), piece.closed, found.points) == ("log(2) - 1/2*e", (True, True), ())
    assert piece.terms.compression.is_infinite
    assert found("1/10").precision == Value("log(2) - 1/20")


def test_a_prior_of_zero_is_a_closed_end_only_without_its_logarithm():
    """H(Y) = -a log a - (1 - a) log(1 - a): 0 at both ends, where the formula has 0 log 0."""

    def family(a: Any) -> Problem:
        law = mixture([("0", a, atom.support([ZERO])), ("1", 1 - a, atom.support([ONE]))])
        return Problem(law, Network(1, (layer([[1]]),)))

    found = sweep(family, "a", ZERO, ONE)
    [piece] = found.pieces
    assert str(piece.terms.precision) == "(a - 1)*log(-a + 1) - a*log(a)"
    assert piece.closed == (False, False)
    assert [str(p.terms.precision) for p in found.points] == ["0", "0"]
    assert found(fmpq(1, 4)).precision == Value("2*log(2) - 3/4*log(3)")


def kink(a: Any) -> Problem:
    """step(x - 2 a^2) of the atoms 0 and 1: 1 is above while 2 a^2 < 1, that is up to a = 1/sqrt 2."""
    law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([ONE]))])
    return Problem(law, Network(1, (layer([[1]], [-2 * a * a], "step"),)))


def test_an_irrational_end_of_a_jump():
    """At 1/sqrt 2 itself step(0) = 0: the value of the right piece, in closed form."""
    found = sweep(kink, "a", ZERO, ONE)
    left, right = found.pieces
    assert left.end.polynomial == (-HALF, 0, 1)
    assert left.end.rational is None
    assert (left.closed, right.closed, found.points) == ((True, False), (True, True), ())
    assert (str(left.terms.precision), str(right.terms.precision)) == ("log(2)", "0")
    check(kink, found, [fmpq(7, 10), fmpq(71, 100)])


def segment(a: Any) -> Problem:
    """relu(x - 2 a^2) of the segment [0, 1], label 0, and of an atom at a, label 1."""
    law = mixture([("0", HALF, box.support([(ZERO, ONE)])), ("1", HALF, atom.support([a]))])
    return Problem(law, Network(1, (layer([[1]], [-2 * a * a], "relu"),)))


def test_an_irrational_end_that_is_a_point():
    """Up to 1/sqrt 2 the atom of label 0 at 0 has the mass a^2; from there on all is 0. The atom a leaves at 1/2."""
    found = sweep(segment, "a", fmpq(1, 10), ONE)
    check(segment, found, [fmpq(k, 23) for k in range(3, 23)])
    inner = [end for end in ends(found) if end.rational is None]
    assert [str(found(x).precision) for x in (fmpq(1, 4), fmpq(9, 10))] == ["log(2)", "0"]
    assert len(inner) == 1
    assert inner[0].polynomial == (-HALF, 0, 1)


def test_the_value_at_an_irrational_point_is_enclosed():
    """Atoms 0 and 2a^2 - 1 of masses a and 1 - a meet at a = 1/sqrt 2, where the second label has two masses."""

    def family(a: Any) -> Problem:
        law = mixture(
            [
                ("0", a / 2, atom.support([ZERO])),
                ("1", (1 - a) / 2, atom.support([2 * a * a - 1])),
                ("0", HALF, atom.support([fmpq(5)])),
            ]
        )
        return Problem(law, Network(1, (layer([[1]]),)))

    found = sweep(family, "a", fmpq(1, 10), fmpq(9, 10))
    [point] = found.points
    assert point.at.rational is None
    # Of mass 1/2 together, with the shares s = 1/sqrt 2 and 1 - s: H(Y) - h(s)/2, where H(Y) = h((1 - s)/2).
    s = 1 / sympy.sqrt(2)
    h = lambda p: -p * sympy.log(p) - (1 - p) * sympy.log(1 - p)  # noqa: E731
    expected = sympy.N(h((1 - s) / 2) - h(s) / 2, 40)
    low, high = point.terms.precision.interval(100)
    assert sympy.Rational(int(low.p), int(low.q)) < expected < sympy.Rational(int(high.p), int(high.q))
    assert high - low < fmpq(1, 10**20)
    assert "irrational" in (point.terms.precision.reason or "")
    assert sympy.N(to_sympy(found)[1].subs(sympy.Symbol("a"), s) - expected, 20) < sympy.Float("1e-20")


def test_a_simplex_with_parameters():
    """Triangles with a corner that moves: as from the numbers."""

    def family(a: Any) -> Problem:
        corners = [[a, a * 0], [a * 0 + 1, a * 0], [a * 0, 1 + a]]
        law = mixture([("0", HALF, polytope.support(corners)), ("1", HALF, box.support([(ZERO, HALF), (ZERO, HALF)]))])
        return Problem(law, Network(2, (layer([[1, 0]], None, "relu"),)))

    check(family, sweep(family, "a", ZERO, ONE), [fmpq(1, 3), fmpq(7, 9)])


# ---- SymPy, on its own ----


def test_fig1_of_two_symbols_by_sympy():
    """On the cell around (9/40, 2/5): [1/10, 3/20] goes to 0, the ramp ends within [3/5, 13/20], [17/20, 9/10] to b."""
    a, b, x = sympy.symbols("a b x")
    mass = lambda m, low, high, start, end: sympy.integrate(m / (high - low), (x, start, end))  # noqa: E731
    eighth = sympy.Rational(1, 8)
    top0 = mass(sympy.Rational(1, 2), sympy.Rational(3, 5), sympy.Rational(13, 20), a + b, sympy.Rational(13, 20))
    top = top0 + eighth
    labels = [sympy.Rational(5, 8), sympy.Rational(3, 8)]
    entropy = -sum(p * sympy.log(p) for p in labels)
    expected = entropy + top0 * sympy.log(top0 / top) + eighth * sympy.log(eighth / top)
    law = fig1.continuous()
    for rise in ("2/5", "39/100"):
        found = sweep(lambda a, rise=rise: fig1.problem(law, a, rise), "a", fmpq(11, 50), fmpq(12, 50))
        for at in (fmpq(11, 50), fmpq(23, 100), fmpq(71, 300)):
            values = {a: sympy.Rational(int(at.p), int(at.q)), b: sympy.Rational(rise)}
            assert found(at).precision == from_sympy(sympy.expand_log(expected.subs(values)))


def test_fig3_by_sympy():
    """Convolution and integral by SymPy: log 2 - e/2."""
    e, s, x, t = sympy.symbols("e s x t", positive=True)
    half = sympy.Rational(1, 2)
    falling = sympy.integrate(1 / (half * e), (x, s - e, half))  # of x1 + x2 on [1/2, 1/2 + e], label 0
    rising = sympy.integrate(1 / (half * e), (x, half, s))
    p, q = (sympy.simplify(f.subs(s, half + e * t)) for f in (falling, rising))
    lost = sum(sympy.integrate(sympy.expand(f * sympy.log(sympy.simplify(f / (p + q)))), (t, 0, 1)) for f in (p, q))
    expected = sympy.simplify(sympy.log(2) + half * e * lost)
    assert sympy.simplify(expected - (sympy.log(2) - e / 2)) == 0
    found = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 1000), HALF)
    precision = to_sympy(found)[1].args[0][0]
    assert sympy.simplify(precision.subs(sympy.Symbol("e"), e) - expected) == 0


def test_piecewise_of_sympy():
    """Each piece and point of the data set of Fig. 1, evaluated by SymPy."""
    found = sweep(ramp(fig1.data_set()), "a", ZERO, ONE)
    a = sympy.Symbol("a")
    both = found.to_sympy()
    for at in {*places(found)}:
        terms = found(at)
        for expression, value in zip(both, (terms.compression, terms.precision), strict=True):
            assert from_sympy(expression.subs(a, sympy.Rational(int(at.p), int(at.q)))) == value


# ---- what is refused ----


def law_of(mass: Any, interval: Any) -> Any:
    second = ("1", 1 - mass, box.support([(fmpq(2), fmpq(3))]))
    return Problem(mixture([("0", mass, box.support([interval])), second]), Network(1, (layer([[1]]),)))


@pytest.mark.parametrize(
    ("family", "where", "words"),
    [
        (lambda a: law_of(a - HALF, (ZERO, ONE)), "input[0].mass", "for a between 0 and 1/2: the mass a - 1/2 is neg"),
        (lambda a: law_of(HALF, (a, HALF)), "box[0]", r"for a between 1/2 and 1: the interval \[a, 1/2\] is empty"),
        (lambda a: law_of(2 * a * a - 1, (ZERO, ONE)), "input[0].mass", r"between 0 and 0\.707106\.\.\.: the mass"),
        (lambda a: law_of(HALF * ONE, (fmpq(3), ONE)), "box[0]", r"^the interval \[3, 1\] is empty"),
    ],
)
def test_what_is_wrong_at_some_values_is_said_with_them(family: Family, where: str, words: str):
    with pytest.raises(ProblemError) as caught:
        sweep(family, "a", ZERO, ONE)
    assert caught.value.where == where
    with pytest.raises(ProblemError, match=words):
        raise ProblemError("", caught.value.what, caught.value.todo)


def test_what_is_wrong_at_one_value_is_said_with_it():
    def family(a: Any) -> Problem:
        if a == HALF:
            raise ProblemError("field", "it is a half", "give another")
        return two_points(a)

    with pytest.raises(ProblemError, match="field: for a = 1/2: it is a half; give another"):
        sweep(family, "a", ZERO, ONE)


@pytest.mark.parametrize(("low", "high"), [(ONE, ZERO), (ONE, ONE)])
def test_no_interval(low: fmpq, high: fmpq):
    with pytest.raises(ProblemError, match=rf"parameters.a: the interval \[{low}, {high}\] has no inside; give a low"):
        sweep(two_points, "a", low, high)


@pytest.mark.parametrize("at", [-TINY, ONE + TINY, fmpq(7)])
def test_no_value_outside(at: fmpq):
    with pytest.raises(InputError, match="lies outside of the interval"):
        sweep(two_points, "a", ZERO, ONE)(at)


def test_smooth_layers_and_noise_are_refused():
    law = two_points(ONE).law
    smooth = Problem(law, Network(1, (layer([[1]], None, "tanh"),)))
    with pytest.raises(UnsupportedNetwork, match=r"network\[0\].activation: there is no closed form behind tanh"):
        sweep(lambda a: smooth, "a", ZERO, ONE)
    blurred = Problem(law, Network(1, (layer([[1]]),)), None, (), noise.readout({"uniform": HALF}))
    with pytest.raises(UnsupportedError, match="input_noise: a sweep needs a network without noise"):
        sweep(lambda a: blurred, "a", ZERO, ONE)
    behind = Problem(law, blurred.network, noise.readout({"gaussian": HALF}))
    with pytest.raises(UnsupportedError, match=r"noise.gaussian: there is no closed form behind gaussian noise"):
        sweep(lambda a: behind, "a", ZERO, ONE)


# ---- planted: a sign that is not recorded, a function that is hashed ----


def meeting(a: Any) -> Problem:
    """Atoms at 1/3 and a; a kink at 2/3."""
    law = mixture([("0", HALF, atom.support([fmpq(1, 3)])), ("1", HALF, atom.support([a]))])
    return Problem(law, Network(1, (layer([[1]], [fmpq(-2, 3)], "step"), layer([[1]]))))


def test_a_sign_that_is_not_recorded_is_noticed(monkeypatch: pytest.MonkeyPatch):
    def forgetful(self: Sample, polynomial: Any) -> int:
        value = polynomial(*self.point)
        return (value > 0) - (value < 0)

    check(meeting, sweep(meeting, "a", ZERO, ONE), [])
    monkeypatch.setattr(Sample, "_recorded", forgetful)
    found = sweep(meeting, "a", ZERO, ONE)
    assert len(found.pieces) == 1
    with pytest.raises(AssertionError, match="at "):
        check(meeting, found, [fmpq(1, 10), fmpq(9, 10)])


def test_a_function_that_is_hashed_is_noticed(monkeypatch: pytest.MonkeyPatch):
    """Points that meet at 0 would be two keys of one dictionary, and never compared."""
    monkeypatch.setattr(Function, "__hash__", lambda self: hash(str(self)))
    found = sweep(two_points, "a", -ONE, ONE)
    with pytest.raises(AssertionError, match="at 0"):
        check(two_points, found, [ZERO])


def test_a_sweep_is_shown_short():
    assert repr(sweep(two_points, "a", -ONE, ONE)) == "<Sweep of a over [-1, 1]: pieces: 2, points: 1>"


def test_fractions_and_texts_are_taken():
    found = sweep(two_points, "a", ZERO, ONE)
    assert equal(found("1/3"), found(fmpq(1, 3)))
    assert equal(found(Fraction(0)), found(0))
