"""Exact information values beside dit's floats, and decided equalities beside SymPy.

Fig. 1's ramp: given are the law of (Y, L) behind the ramp as cells, or as the label, output and mass of the same nine
atoms in floats; timed is all from there to H(L) and I(Y;L), in normal form here. Equality: both sides are built before
the clock starts, anew for every round, so that no cache knows the case.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import dit
import pytest
import sympy
from flint import fmpq
from pytest_benchmark.fixture import BenchmarkFixture
from sympy.core.cache import clear_cache

from ibverify.distributions import atom
from ibverify.exact import LogLinear, Value
from ibverify.exact.loglinear import total
from ibverify.examples import fig1
from ibverify.information import information
from ibverify.law import Law, mixture, push
from ibverify.network import evaluate

NET = fig1.ramp("1/4", "1/2")
ATOMS = [(str(i % 2), fmpq(i, 8), fmpq(i + 1, 45)) for i in range(9)]
Arguments = tuple[Any, ...]


def fresh(benchmark: Any, run: Callable[..., Any], arguments: Callable[[], Arguments], rounds: int) -> Any:
    """The last result of rounds that each get new arguments, made while the clock stands."""
    return benchmark.pedantic(run, setup=lambda: (arguments(), {}), rounds=rounds)


def behind_the_ramp() -> Law:
    return push(NET, mixture((y, mass, atom.support([x])) for y, x, mass in ATOMS))[-1]


def exact(law: Law) -> tuple[LogLinear, LogLinear]:
    found = information(law)
    return found.entropy.form.normal, found.precision.form.normal


def of_dit(atoms: Sequence[tuple[str, str, float]]) -> tuple[float, float]:
    masses: dict[tuple[str, str], float] = {}
    for label, output, mass in atoms:
        masses[label, output] = masses.get((label, output), 0.0) + mass
    joint = dit.Distribution(list(masses), list(masses.values()))
    return dit.shannon.entropy(joint, [1]), dit.shannon.mutual_information(joint, [0], [1])


@pytest.mark.benchmark(group="H(L) and I(Y;L) of a ramp on 9 atoms")
@pytest.mark.parametrize("tool", ["ibverify", "dit"])
def test_ramp(benchmark: BenchmarkFixture, tool: str) -> None:
    expected = exact(behind_the_ramp())
    if tool == "ibverify":
        forms = fresh(benchmark, exact, lambda: (behind_the_ramp(),), rounds=500)
        assert forms == expected
        assert all([n for n, _ in form.logs] == [2, 3, 5] for form in forms)  # in normal form: only primes are left
    else:
        atoms = [(y, str(evaluate(NET, [x])[-1][0]), float(mass)) for y, x, mass in ATOMS]
        bits = fresh(benchmark, of_dit, lambda: (atoms,), rounds=500)
        assert bits == pytest.approx([float(Value(form)) / math.log(2) for form in expected], rel=1e-12)


Terms = list[tuple[fmpq, fmpq]]  # the sum of c log x


def powers(draw: Random, slip: int) -> tuple[Terms, Terms]:
    """log(a^2 b) and 2 log a + log b."""
    a, b = (fmpq(draw.randrange(2, 1000)) for _ in range(2))
    return [(fmpq(1), a * a * b)], [(fmpq(2), a), (fmpq(1), b + slip)]


def products_of_large_primes(draw: Random, slip: int) -> tuple[Terms, Terms]:
    """log(pq) + log(rs) and log(pr) + log(qs) for primes of 62 bits."""
    p, q, r, s = (fmpq(sympy.nextprime(draw.randrange(2**61, 2**62))) for _ in range(4))
    return [(fmpq(1), p * q), (fmpq(1), r * s)], [(fmpq(1), p * r), (fmpq(1), q * s + slip)]


def entropies(draw: Random, slip: int) -> tuple[Terms, Terms]:
    """H(X, Y) and H(X) + H(Y) of independent X and Y with 3 and 2 values."""
    weights = ([draw.randrange(1, 30) for _ in range(n)] for n in (3, 2))
    first, second = ([fmpq(w, sum(own)) for w in own] for own in weights)
    sides = [(-p * q, p * q) for p in first for q in second], [(-p, p) for p in (*first, *second)]
    sides[1].append((fmpq(slip), fmpq(1001, 1000)))
    return sides


def in_sympy(terms: Terms) -> sympy.Expr:
    return sympy.Add(*(sympy.Rational(str(c)) * sympy.log(sympy.Rational(str(x))) for c, x in terms))


CASES = {
    f"{kind.__name__.replace('_', ' ')}, {'different' if slip else 'equal'}": (kind, slip)
    for kind in (powers, products_of_large_primes, entropies)
    for slip in (0, 1)
}


TOOLS: dict[str, tuple[Callable[[Terms], Any], Callable[[Any, Any], bool | None]]] = {
    "ibverify": (lambda terms: Value(total(terms)), operator.eq),
    "SymPy's equals": (in_sympy, lambda left, right: left.equals(right)),
    "SymPy's simplify": (in_sympy, lambda left, right: bool(sympy.simplify(left - right) == 0)),
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", CASES)
def test_equality(benchmark: BenchmarkFixture, name: str, tool: str) -> None:
    (case, slip), (build, equal), draw = CASES[name], TOOLS[tool], Random(0)
    benchmark.group = f"equality decided: {name}"
    clear_cache()  # what SymPy remembers of these cases from another tool
    answer = fresh(benchmark, equal, lambda: tuple(map(build, case(draw, slip))), rounds=20)
    assert answer is (slip == 0)
