r"""Derivations of Sec. 8: what holds for every layer of a deterministic network, almost every choice of weights.

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
from ibverify.kernel.lemmas import at_most_both, of_a_function
from ibverify.kernel.reasons import (
    bilipschitz,
    collisions,
    cubes,
    density,
    hypothesis,
    limits,
    lipschitz,
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
    """The lower correlation dimension d2."""
    return quantity("d2", of)


def upper(of: str) -> Sum:
    """The upper correlation dimension, equal to the lower one where the limit (9) exists."""
    return quantity("upperd2", of)


def width(of: str) -> Sum:
    """The number of coordinates."""
    return quantity("width", of)


def least(of: str) -> Sum:
    """The least width on the way."""
    return quantity("minwidth", of)


ALONE = setting(X=source("density"))
SMOOTH = setting(X=source("density"), L=network("X", "bilipschitz"))
MIXED = setting(X=source("component"), L=network("X", "bilipschitz"))
NEXT = setting(X=source("density"), A=function("X", is_="compact"), Z=affine("A"), B=function("Z", is_="bilipschitz"))
BOUNDED = setting(X=source(), A=function("X", is_="compact"), Z=affine("A"), B=function("Z", is_="bilipschitz"))
LIMIT = BOUNDED.assuming(Statement(upper("A"), "==", dimension("A")))
PRINTED = minimum(width("A"), minimum(width("Z"), dimension("A")))


def lemma_1() -> Calculation:
    """d2(X) = |X|."""
    return calculation(ALONE, dimension("X")).equals(width("X"), by=density("X"))


def limit_of_input() -> Theorem:
    """The limit exists: |X| = d2(X) <= upperd2(X) <= |X|."""
    up = calculation(ALONE, upper("X")).at_most(width("X"), by=cubes("X")).theorem
    down = calculation(ALONE, width("X")).equals(dimension("X"), by=density("X")).at_most(upper("X"), by=limits("X"))
    return infer("antisymmetry", ALONE, premises=(up, down.theorem))


def after_layer(here: Setting, layer: str) -> Calculation:
    """(14), (15): d2 of Z = W'A + b, or of an activation B of Z, is min(|A|, |Z|, d2(A)); limits need not exist."""
    known = calculation(here, dimension(layer))
    if layer == "B":
        known = known.equals(dimension("Z"), by=bilipschitz("B"))
    narrow = calculation(here, dimension("Z")).at_most(upper("Z"), by=limits("Z"))
    narrow = narrow.at_most(upper("A"), by=lipschitz("Z")).at_most(width("A"), by=cubes("A"))
    smaller = infer("absorb", here, premises=(narrow.theorem,))
    inside = infer("inside", here, width("A"), premises=(projection("Z").prove(here),))
    known = known.equals(minimum(width("A"), dimension("Z")), by=smaller, because="a map does not raise dimension")
    return known.equals(PRINTED, by=inside, because="projection")


def limit_after_layer(layer: str) -> Calculation:
    """If the limit exists for A, it does for Z and for B: upperd2 is min(|A|, |Z|, d2(A)) as well."""
    up = calculation(LIMIT, upper(layer))
    if layer == "B":
        up = up.at_most(upper("Z"), by=lipschitz("B"))
    smaller = minimum(width("Z"), dimension("A"))
    up = up.at_most(smaller, by=_upper_after(LIMIT, dimension("A"))).equals(dimension("Z"), by=projection("Z"))
    if layer == "B":
        up = up.equals(dimension("B"), by=bilipschitz("B"))
    same = infer("antisymmetry", LIMIT, premises=(up.theorem, limits(layer).prove(LIMIT)))
    known = calculation(LIMIT, upper(layer)).equals(dimension(layer), by=same, because="it is no larger, nor smaller")
    return known.equals(PRINTED, by=after_layer(LIMIT, layer).theorem)


def _upper_after(here: Setting, known: Sum) -> Theorem:
    """upperd2(Z) <= min(|Z|, S), where the hypothesis is that upperd2(A) is S, or less."""
    up = calculation(here, upper("Z")).at_most(upper("A"), by=lipschitz("Z")).at_most(known, by=hypothesis())
    return at_most_both(cubes("Z").prove(here), up.theorem)


def dimension_of_layers() -> Theorem:
    """(16): d2(L) = the least width on the way to L, by induction over the layers."""
    base = lemma_1().equals(least("X"), by=narrowest("X")).theorem
    step = NEXT.assuming(Statement(dimension("A"), "==", least("A")))
    inside = infer("inside", step, width("Z"), premises=(infer("hypothesis", step, 0),))
    next_layer = (
        calculation(step, dimension("B"))
        .equals(dimension("Z"), by=bilipschitz("B"))
        .equals(minimum(width("Z"), dimension("A")), by=projection("Z"))
        .equals(minimum(width("Z"), least("A")), by=inside)
        .equals(least("Z"), by=narrowest("Z"))
        .equals(least("B"), by=narrowest("B"))
    )
    return infer("induction", SMOOTH, "L", dimension("L"), "==", least("L"), premises=(base, next_layer.theorem))


def limit_of_layers() -> Theorem:
    """(16) for the upper dimension as well, so the limit exists: upperd2(L) = the least width on the way to L."""
    first = calculation(ALONE, upper("X")).at_most(width("X"), by=cubes("X"))
    base = first.equals(least("X"), by=narrowest("X")).theorem
    step = NEXT.assuming(Statement(upper("A"), "<=", least("A")))
    next_layer = (
        calculation(step, upper("B"))
        .at_most(upper("Z"), by=lipschitz("B"))
        .at_most(minimum(width("Z"), least("A")), by=_upper_after(step, least("A")))
        .equals(least("Z"), by=narrowest("Z"))
        .equals(least("B"), by=narrowest("B"))
    )
    up = infer("induction", SMOOTH, "L", upper("L"), "<=", least("L"), premises=(base, next_layer.theorem))
    down = calculation(SMOOTH, least("L")).equals(dimension("L"), by=dimension_of_layers(), because="(16)")
    return infer("antisymmetry", SMOOTH, premises=(up, down.at_most(upper("L"), by=limits("L")).theorem))


def information_dimension() -> Calculation:
    """(17): d(L) >= d2(L) = the least width >= 1."""
    return (
        calculation(SMOOTH, quantity("d", "L"))
        .at_least(dimension("L"), by=order("L"))
        .equals(least("L"), by=dimension_of_layers(), because="(16)")
        .at_least(ONE, by=some_width("L"))
    )


def entropy_of_mixture() -> Theorem:
    """H(L) = oo where the law of X has a component with a density, by way of (14) to (17), and concavity."""
    positive = infer("flip", SMOOTH, premises=(information_dimension().theorem,))
    entropy = infer("positive_dimension", SMOOTH, "L", premises=(positive,))
    return infer("component", MIXED, "X", premises=(entropy,))


def infinite_as_printed() -> Calculation:
    """(5) by way of (14) to (17), and concavity: I(X;L) = oo where the law of X has a component with a density."""
    return (
        calculation(MIXED, I("X", "L"))
        .equals(H("L"), by=of_a_function("X", "L"))
        .equals(INFINITY, by=entropy_of_mixture(), because="entropy is concave: a component has infinite entropy")
    )
