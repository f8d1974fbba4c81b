r"""Supports stay compact through the layers, so that (14) and (15) apply to each in turn: here to two of them."""

from ibverify.examples.layers import dimension
from ibverify.kernel import affine, calculation, function, infer, minimum, quantity, setting, source
from ibverify.kernel.reasons import bilipschitz, density, projection
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

TWO = setting(
    X=source("density"),
    V=affine("X"),
    K=function("V", is_="bilipschitz"),
    Z=affine("K"),
    L=function("Z", is_="bilipschitz"),
)
ANY = setting(
    X=source(), V=affine("X"), K=function("V", is_="bilipschitz"), Z=affine("K"), L=function("Z", is_="bilipschitz")
)


def width(of):
    return quantity("width", of)


WIDTHS = minimum(width("Z"), minimum(width("V"), width("X")))


def inside(outer, known):
    """min(S, A) = min(S, B) from A = B."""
    return infer("inside", TWO, outer, premises=(known,))


def derivation():
    first = calculation(TWO, dimension("K")).equals(dimension("V"), by=bilipschitz("K"))
    first = first.equals(minimum(width("V"), dimension("X")), by=projection("V"))
    first = first.equals(minimum(width("V"), width("X")), by=inside(width("V"), density("X").prove(TWO)))
    return (
        calculation(TWO, dimension("L"))
        .equals(dimension("Z"), by=bilipschitz("L"))
        .equals(minimum(width("Z"), dimension("K")), by=projection("Z"))
        .equals(WIDTHS, by=inside(width("Z"), first.theorem), because="(15) for the first layer")
    )


CLAIM = Claim(
    Statement(
        r"If the support of the distribution of $L_i$ is compact, so is the support of the distribution of $L_{i+1}$, "
        r"and we can apply this argument recursively.",
        source="Sec. 8, after eq. (15)",
    ),
    parts=[
        Part(
            r"Two layers: $d^2(L_2) = \min\{|L_2|, |L_1|, |X|\}$, as $L_1$ has compact support again.",
            Derived(TWO, dimension("L"), "==", WIDTHS, derivation),
            [near_miss("hypothesis", "for any law of X", ANY, dimension("L"), "==", WIDTHS)],
        )
    ],
    rests_on=["s08.eq14", "s08.lemma1"],
    note="An affine map and a function that is Lipschitz on bounded sets take bounded sets to bounded sets.",
)
