"""Every activation keeps the contract of activations, and each clause of it refuses an activation that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flint import arb, fmpq

from ibverify.activations import Activation, Piece, PiecewiseAffine, named, names
from ibverify.activations._smooth import Increasing
from ibverify.polyhedra import box
from ibverify.testing import ContractViolation, check_activation

RELU, ABS, STEP, IDENTITY = named("relu"), named("abs"), named("step"), named("identity")
TANH, SOFTMAX = named("tanh"), named("softmax")


@pytest.mark.parametrize("name", names())
def test_contract(name: str):
    activation = named(name)
    assert activation.name == name
    assert activation.latex
    check_activation(activation)


@pytest.mark.parametrize("slope", ["-2", "-1", "0", "1/3", "1", "7/2"])
def test_contract_of_leaky_relu_for_every_slope(slope: str):
    """Injective for positive slopes only; the constant is the larger of 1 and |slope|."""
    check_activation(named("leaky_relu", slope=fmpq(*map(int, slope.split("/")))))


@pytest.mark.parametrize(("lower", "upper"), [(-1, 1), (0, 6), (-3, -2), (2, 2)])
def test_contract_of_clip_for_every_range(lower: int, upper: int):
    check_activation(named("clip", lower=fmpq(lower), upper=fmpq(upper)))


def with_facts(activation: Any, **wrong: bool | str | None) -> Any:
    return replace(activation, facts={**activation.facts, **wrong})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (with_facts(STEP, continuous=True), r"step: it is said to be continuous, and jumps at \(0\)"),
        (with_facts(RELU, continuous=False), "relu: it is said not to be continuous, and has no jump"),
        (
            with_facts(RELU, injective=True),
            "relu: it is said to be injective, and a piece of R.1 has an image",
        ),
        (with_facts(ABS, injective=True), "abs: it is said to be injective, and two pieces of R.1 have images"),
        (with_facts(IDENTITY, injective=False), "identity: it is said not to be injective, and no two points meet"),
        (with_facts(RELU, lipschitz="2"), "relu: its Lipschitz constant is said to be 2, and is 1"),
        (with_facts(RELU, lipschitz="1/2"), "relu: its Lipschitz constant is said to be 1/2, and is 1"),
        (with_facts(RELU, lipschitz=None), "relu: its Lipschitz constant is said to be None, and is 1"),
        (with_facts(STEP, lipschitz="1"), "step: its Lipschitz constant is said to be 1, and is None"),
        (with_facts(RELU, smooth=True), "relu: the facts are continuous, injective, lipschitz, smooth, not"),
    ],
)
def test_wrong_facts_are_refused(wrong: Activation, sentence: str):
    with pytest.raises(ContractViolation, match=sentence):
        check_activation(wrong)


@dataclass(frozen=True)
class Altered:
    """An activation with some methods exchanged."""

    original: PiecewiseAffine
    altered: dict[str, Callable[..., Any]]

    def __getattr__(self, name: str) -> Any:
        return self.altered.get(name) or getattr(self.original, name)


def every_other(whole: Piece) -> Iterator[Piece]:
    yield from list(RELU.pieces(whole))[::2]


def twice(whole: Piece) -> Iterator[Piece]:
    yield from [*RELU.pieces(whole), *RELU.pieces(whole)]


def last_again(whole: Piece) -> Iterator[Piece]:
    """The volumes add up to that of the whole, and the pieces do not cover it."""
    parts = list(RELU.pieces(whole))
    yield from [parts[-1]] * len(parts)


def too_far(whole: Piece) -> Iterator[Piece]:
    yield replace(whole, polytope=box([(fmpq(-9), fmpq(9))] * whole.polytope.dimension))


def sloped(whole: Piece) -> Iterator[Piece]:
    yield from named("leaky_relu").pieces(whole)


def point_balls(point: Sequence[arb]) -> tuple[arb, ...]:
    return RELU.ball([x.mid() for x in point])


@pytest.mark.parametrize(
    ("methods", "sentence"),
    [
        ({"pieces": every_other}, "relu: the pieces cover 1/2 of"),
        ({"pieces": lambda whole: iter(())}, "relu: the pieces cover 0 of"),
        ({"pieces": twice}, "relu: two pieces of .* overlap"),
        ({"pieces": last_again}, "relu: two pieces of .* overlap"),
        ({"pieces": too_far}, "relu: a piece leaves what was cut"),
        ({"pieces": sloped}, r"relu: at \(.*\) it is \(0\), on its piece \(-"),
        ({"at": lambda point: tuple(2 * x for x in point)}, r"relu: at \(.*\) it is"),
        ({"ball": point_balls}, r"relu: a ball of radius 1/2 that holds \(.*\) misses"),
        ({"ball": lambda point: ()}, "relu: a ball of radius 0"),
        ({"width": lambda inputs: 2}, "relu: its width on R.1 is said to be 2"),
        ({"values": lambda inputs: 2}, "relu: on R.1 it is said to have 2 values, and is not constant on a piece"),
    ],
)
def test_wrong_methods_are_refused(methods: dict[str, Callable[..., Any]], sentence: str):
    with pytest.raises(ContractViolation, match=sentence):
        check_activation(Altered(RELU, methods))


def test_too_few_values_are_refused():
    """`step` has 2 values on a line, 4 in the plane."""
    with pytest.raises(ContractViolation, match=r"on R\^2 it is said to have 2 values, and has 4"):
        check_activation(Altered(STEP, {"values": lambda inputs: 2}))


def increasing(**changed: Any) -> Increasing:
    return replace(TANH, **changed)


def steep(x: arb) -> arb:
    return (2 * x).tanh()


def steep_slope(x: arb) -> arb:
    return 2 * (2 * x).sech() ** 2


def coarse(x: arb) -> arb:
    """Sharp at numbers, never narrow on intervals."""
    return x.tanh() if x.rad() < arb(2) ** -100 else arb(0, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (increasing(slope=lambda x: 1 - x.tanh()), r"tanh: the derivative near \(.*\) is"),
        (increasing(slope=lambda x: -(x.sech() ** 2)), r"tanh: the derivative at \(0\) is not positive"),
        (
            increasing(function=steep, slope=steep_slope),
            "Lipschitz constant is said to be 1, and a difference quotient",
        ),
        (increasing(lipschitz="2"), "its Lipschitz constant is said to be 2, and no difference quotient is above .0.9"),
        (increasing(lipschitz="1/2"), "its Lipschitz constant is said to be 1/2, and a difference quotient is"),
        (increasing(function=lambda x: x.mid().tanh()), r"tanh: a ball of radius 1/1000 that holds \(.*\) misses"),
        (increasing(function=lambda x: x.tanh().union(arb(2))), r"tanh: it does not tell apart \(0\) and \(1\)"),
        (increasing(function=lambda x: abs(x).tanh()), r"tanh: it does not tell apart \(-8\) and \(8\)"),
        (increasing(function=lambda x: x.sgn()), r"tanh: it does not tell apart \(1\) and \(1/2\)"),
        (increasing(function=coarse), r"tanh: it is said to be continuous, and a narrow ball around \(0\)"),
        (increasing(rational={fmpq(0): fmpq(1)}), r"tanh: threshold pulled back is \(0\) at \(1\), and wrong"),
    ],
)
def test_wrong_smooth_activations_are_refused(wrong: Increasing, sentence: str):
    with pytest.raises(ContractViolation, match=sentence):
        check_activation(wrong)


@dataclass(frozen=True)
class AlteredSoftmax:
    """The softmax with some methods exchanged; not `Smooth`."""

    altered: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name == "derivative":
            raise AttributeError(name)
        return self.altered.get(name, getattr(SOFTMAX, name))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"equivalent": IDENTITY}, r"softmax: it does not tell apart \(0\) and \(1\)"),
        ({"equivalent": named("step")}, "softmax: it does not tell apart"),
        ({"facts": {**SOFTMAX.facts, "injective": True}}, "softmax: it is said that injective is True, against"),
        ({"width": lambda inputs: 1}, "softmax: at .* it has 2 values, and a width of 1"),
        ({"pulled_back": lambda after: after}, "softmax: threshold pulled back is"),
        ({"equivalent": with_facts(RELU, injective=True)}, "it is said to be injective, and a piece"),
    ],
)
def test_wrong_bijections_are_refused(changed: dict[str, Any], sentence: str):
    with pytest.raises(ContractViolation, match=sentence):
        check_activation(AlteredSoftmax(changed))


def test_what_is_no_activation_is_refused():
    class Neither:
        name, facts = "neither", {"continuous": True, "injective": True, "lipschitz": "1"}

    with pytest.raises(ContractViolation, match="neither: it is neither PiecewiseAffine nor UpToBijection"):
        check_activation(Neither())


def test_kinks_outside_of_the_cube_need_a_larger_one():
    """A clip to [-9, 9] is the identity on [-8, 8]."""
    clip = named("clip", lower=fmpq(-9), upper=fmpq(9))
    with pytest.raises(ContractViolation, match="clip: it is said not to be injective, and no two points meet"):
        check_activation(clip)
    check_activation(clip, radius=10)
