r"""Derivations of Sec. 8: what holds for every layer of a deterministic network and almost every choice of weights.
weights.

`injective_layers` needs no density and cites nothing; `dimension_of_layers` follows the paper.
"""

from __future__ import annotations

from ibverify.kernel import (
    INFINITY,
    ONE,
    Calculation,
    H,
    I,
    Setting,
    Statement,
    Sum,
    Theorem,
    affine,
    calculation,
    function,
    infer,
    minimum,
    network,
    quantity,
    setting,
    source,
)
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import (
    bilipschitz,
    collisions,
    density,
    hypothesis,
    narrowest,
    not_discrete,
    order,
    projection,
    same_points,
    some_width,
)


def collision(of: str) -> Sum:
    """The collision entropy H2."""
    return quantity("H2", of)


def any_law(*flags: str) -> Setting:
    """A source X of any law, or with flags, and a layer L of a network with injective activations on it."""
    return setting(X=source(*flags), L=network("X", "invertible"))


def one_layer(*flags: str) -> Calculation:
    """H2(B) = H2(X) for the layer B after a layer A for which it holds."""
    known = Statement(collision("A"), "==", collision("X"))
    step = setting(X=source(*flags), A=function("X"), Z=affine("A"), B=function("Z", is_="invertible"))
    return (
        calculation(step.assuming(known), collision("B"))
        .equals(collision("Z"), by=same_points("B", "Z"))
        .equals(collision("A"), by=collisions("Z"))
        .equals(collision("X"), by=hypothesis())
    )


def collisions_of_layers(*flags: str) -> Theorem:
    """H2(L) = H2(X) for every layer and almost every choice of the weights, by induction over the layers."""
    base = infer("start", setting(X=source(*flags)), collision("X"))
    step = one_layer(*flags).theorem
    return infer("induction", any_law(*flags), "L", collision("L"), "==", collision("X"), premises=(base, step))


def injective_layers(*flags: str) -> Calculation:
    """I(X;L) = H(X) for almost every choice of weights, whatever the law of X."""
    net = any_law(*flags)
    atoms = infer("same_atoms", net, "L", "X", premises=(collisions_of_layers(*flags),))
    start = calculation(net, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))
    return start.equals(H("X"), by=atoms, because="the same atoms, by induction over the layers")


def infinite_layers(*flags: str) -> Calculation:
    """I(X;L) = oo for almost every choice of weights, if the law of X is not discrete."""
    return injective_layers(*flags).equals(INFINITY, by=not_discrete("X"))


# Sec. 8 as the paper goes.


def dimension(of: str) -> Sum:
    """The correlation dimension d2."""
    return quantity("d2", of)


def least(of: str) -> Sum:
    """The least width on the way."""
    return quantity("minwidth", of)


SMOOTH = setting(X=source("density"), L=network("X", "bilipschitz"))
MIXED = setting(X=source("component"), L=network("X", "bilipschitz"))
NEXT = setting(X=source("density"), A=function("X", is_="compact"), Z=affine("A"), B=function("Z", is_="bilipschitz"))


def after_weights() -> Calculation:
    """(14): d2(W'A + b) = min(|Z|, d2(A))."""
    smaller = minimum(quantity("width", "Z"), dimension("A"))
    return calculation(NEXT, dimension("Z")).equals(smaller, by=projection("Z"))


def after_layer() -> Calculation:
    """(15): d2(B) = min(|Z|, d2(A))."""
    smaller = minimum(quantity("width", "Z"), dimension("A"))
    return (
        calculation(NEXT, dimension("B"))
        .equals(dimension("Z"), by=bilipschitz("B"))
        .equals(smaller, by=projection("Z"))
    )


def dimension_of_layers() -> Theorem:
    """(16): d2(L) = the least width on the way to L, by induction over the layers."""
    first = calculation(setting(X=source("density")), dimension("X"))
    base = first.equals(quantity("width", "X"), by=density("X")).equals(least("X"), by=narrowest("X")).theorem
    step = NEXT.assuming(Statement(dimension("A"), "==", least("A")))
    width = quantity("width", "Z")
    inside = infer("inside", step, width, premises=(infer("hypothesis", step, 0),))
    next_layer = (
        calculation(step, dimension("B"))
        .equals(dimension("Z"), by=bilipschitz("B"))
        .equals(minimum(width, dimension("A")), by=projection("Z"))
        .equals(minimum(width, least("A")), by=inside)
        .equals(least("Z"), by=narrowest("Z"))
        .equals(least("B"), by=narrowest("B"))
    )
    return infer("induction", SMOOTH, "L", dimension("L"), "==", least("L"), premises=(base, next_layer.theorem))


def information_dimension() -> Calculation:
    """(17): d(L) >= d2(L) = the least width >= 1."""
    return (
        calculation(SMOOTH, quantity("d", "L"))
        .at_least(dimension("L"), by=order("L"))
        .equals(least("L"), by=dimension_of_layers(), because="(16)")
        .at_least(ONE, by=some_width("L"))
    )


def infinite_as_printed() -> Calculation:
    """(5) by way of (14) to (19): I(X;L) = oo where the law of X has a component with a density."""
    positive = infer("flip", SMOOTH, premises=(information_dimension().theorem,))
    entropy = infer("positive_dimension", SMOOTH, "L", premises=(positive,))
    mixed = infer("component", MIXED, "X", premises=(entropy,))
    return (
        calculation(MIXED, I("X", "L"))
        .equals(H("L"), by=of_a_function("X", "L"))
        .equals(INFINITY, by=mixed, because="(18), a mixture has the entropy of its component")
    )
