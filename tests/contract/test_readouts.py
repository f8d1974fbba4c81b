"""Every readout keeps the contract of readouts, each clause refuses one that breaks it, and SciPy agrees."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from flint import fmpq
from scipy import integrate

from ibverify.distributions import atom, box, polytope
from ibverify.exact import Infinite, Value
from ibverify.exact.rational import rational
from ibverify.information import Information
from ibverify.law import Label, Law, mixture
from ibverify.readouts import Readout, channel, named, names
from ibverify.testing import ContractViolation, check_readout


def interval(label: str, mass: str, low: str, high: str) -> Any:
    return label, rational(mass), box.support([(rational(low), rational(high))])


LINE = mixture([interval("0", "1/2", "0", "3/4"), interval("1", "1/3", "1/4", "1"), interval("1", "1/6", "1/2", "1/2")])
POINTS = mixture([(str(x), fmpq(1 + x, 3), atom.support([fmpq(x)])) for x in (0, 1)])
PLANE = mixture(
    [
        ("0", fmpq(1, 2), atom.support([fmpq(1, 2), fmpq(1, 2)])),
        ("1", fmpq(1, 2), box.support([(fmpq(0), fmpq(1)), (fmpq(1, 4), fmpq(1, 4))])),
    ]
)
SIMPLEX = mixture(
    [
        ("a", fmpq(1, 2), atom.support([fmpq(1, 3), fmpq(2, 3)])),
        ("b", fmpq(1, 2), polytope.support([[fmpq(1), fmpq(0)], [fmpq(1, 2), fmpq(1, 2)]])),
    ]
)
# For each readout its data and a law.
CASES: dict[str, list[tuple[Any, Law]]] = {
    "threshold": [(fmpq(1, 2), LINE), (fmpq(1, 3), PLANE)],
    "argmax": [(None, LINE), (None, PLANE)],
    "quantizer": [
        ({"levels": fmpq(n), "range": [fmpq(0), fmpq(1)]}, law) for n, law in ((4, LINE), (3, PLANE), (1, LINE))
    ],
    "soft": [(None, LINE), (None, SIMPLEX)],
    "noise": [
        ({"uniform": fmpq(1, 5)}, LINE),
        ({"uniform": fmpq(1, 2)}, PLANE),
        ({"gaussian": fmpq(1, 2)}, POINTS),
    ],
}


def made(name: str, data: Any) -> Readout:
    module = named(name)
    found: Readout = module.readout() if data is None else module.readout(data)
    return found


def test_every_readout_has_cases():
    assert sorted(CASES) == list(names())


@pytest.mark.parametrize(("name", "data", "law"), [(name, *case) for name, all_of in CASES.items() for case in all_of])
def test_contract(name: str, data: Any, law: Law):
    check_readout(made(name, data), law)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A threshold whose information is changed."""

    change: Callable[[Information, Law], Information]
    name: str = "wrong"

    def check(self, width: int, labels: tuple[Label, ...]) -> None:
        """It fits."""

    def information(self, law: Law) -> Information:
        return self.change(channel(made("threshold", fmpq(1, 2))).information(law), law)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda found, _: replace(found, precision=Value("-1/9")), r"0 <= I\(Y;R\) is false"),
        (lambda found, _: replace(found, compression=Value(0)), r"I\(Y;R\) <= I\(X;R\) is false"),
        (lambda found, _: replace(found, precision=found.compression), r"I\(Y;R\) <= I\(Y;L\) is false"),
        (lambda found, _: replace(found, compression=Value(Infinite("it is"))), r"I\(X;R\) <= H\(R\) is false"),
        (lambda found, _: replace(found, dimensions={}), "the masses by dimension do not sum to 1"),
        (
            lambda found, law: replace(found, entropy=found.entropy + len(law.cells)),
            "its entropy changes when the cells are cut",
        ),
        (
            lambda found, law: replace(found, entropy=found.entropy + int("_0" in law.labels)),
            "its entropy changes when the labels get other names",
        ),
        (
            lambda found, law: replace(found, compression=found.compression * fmpq(9 + len(law.labels), 11)),
            "its compression changes when there is one label",
        ),
    ],
)
def test_wrong_readouts_are_refused(change: Callable[[Information, Law], Information], sentence: str):
    with pytest.raises(ContractViolation, match=f"wrong: {sentence}"):
        check_readout(Wrong(change), LINE)


def test_more_than_the_layer_has_is_refused():
    """I(X;R) <= I(X;L) needs a layer with finite information."""
    more = Wrong(lambda found, _: replace(found, compression=Value(2), entropy=Value(3)))
    with pytest.raises(ContractViolation, match=r"I\(X;R\) <= I\(X;L\) is false"):
        check_readout(more, POINTS)


# The second route: densities and means written by hand from the components of LINE, integrated by SciPy in floats; an
# absolute tolerance of 1e-7 is that of its quadrature.
PARTS = [("0", 1 / 2, 0.0, 0.75), ("1", 1 / 3, 0.25, 1.0), ("1", 1 / 6, 0.5, 0.5)]


def noisy_density(x: float, label: str, smear: Callable[[float, float, float], float]) -> float:
    return sum(mass * smear(x, low, high) for y, mass, low, high in PARTS if y == label)


def uniform_smear(x: float, low: float, high: float, w: float = 0.2) -> float:
    """The density at x of a uniform variable on [low, high] plus one on [-w, w]."""
    if low == high:
        return float(abs(x - low) < w) / (2 * w)
    return max(0.0, min(high, x + w) - max(low, x - w)) / (2 * w * (high - low))


def gaussian_smear(x: float, low: float, high: float, s: float = 0.5) -> float:
    if low == high:
        return math.exp(-(((x - low) / s) ** 2) / 2) / (s * math.sqrt(2 * math.pi))
    return (math.erf((x - low) / s / math.sqrt(2)) - math.erf((x - high) / s / math.sqrt(2))) / 2 / (high - low)


def plogp(x: float) -> float:
    return x * math.log(x) if x > 0 else 0.0


def by_quadrature(smear: Callable[..., float], of_noise: float, edges: Sequence[float]) -> tuple[float, float]:
    """I(X;L+eta) and I(Y;L+eta)."""

    def entropy(density: Callable[[float], float]) -> float:
        return -sum(integrate.quad(lambda x: plogp(density(x)), a, b)[0] for a, b in pairwise(edges))

    whole = entropy(lambda x: sum(noisy_density(x, y, smear) for y in "01"))
    own = sum(entropy(lambda x, y=y: noisy_density(x, y, smear)) for y in "01")
    return whole - of_noise, whole - own + math.log(2)


def test_uniform_noise_by_quadrature():
    places = sorted({end + sign * 0.2 for _, _, low, high in PARTS for end in (low, high) for sign in (-1, 1)})
    of_x, of_y = by_quadrature(uniform_smear, math.log(0.4), places)
    found = channel(made("noise", {"uniform": fmpq(1, 5)})).information(LINE)
    assert float(found.compression) == pytest.approx(of_x, abs=1e-7)
    assert float(found.precision) == pytest.approx(of_y, abs=1e-7)


def test_gaussian_noise_by_quadrature():
    of_noise = math.log(0.5 * math.sqrt(2 * math.pi * math.e))
    of_x, of_y = by_quadrature(gaussian_smear, of_noise, range(-5, 7))
    found = channel(made("noise", {"gaussian": fmpq(1, 2)})).information(LINE)
    assert float(found.compression) == pytest.approx(of_x, abs=1e-7)
    assert float(found.precision) == pytest.approx(of_y, abs=1e-7)


def test_soft_decisions_by_quadrature():
    def mean(function: Callable[[float], float], low: float, high: float) -> float:
        return function(low) if low == high else integrate.quad(function, low, high)[0] / (high - low)

    def binary(t: float) -> float:
        return -plogp(t) - plogp(1 - t)

    total = sum(mass * mean(lambda t: t, low, high) for _, mass, low, high in PARTS)
    given_x = sum(mass * mean(binary, low, high) for _, mass, low, high in PARTS)
    given_y = sum(
        binary(sum(mass * mean(lambda t: t, low, high) for y, mass, low, high in PARTS if y == label) * 2) / 2
        for label in "01"
    )
    found = channel(made("soft", None)).information(LINE)
    assert float(found.compression) == pytest.approx(binary(total) - given_x, abs=1e-7)
    assert float(found.precision) == pytest.approx(binary(total) - given_y, abs=1e-7)
