r"""Supports stay compact through the layers, so that (14) and (15) apply to each in turn.

Rectangle    of Z = W'A + b for A in a box: the sums of least and largest terms, exactly; sigma takes it to a rectangle
Two layers   d2(L_2) = min(|L_2|, |L_1|, |X|), where (14) asks for the compact support of L_1
"""

from ibverify.examples import boxes
from ibverify.examples.layers import dimension, width
from ibverify.kernel import affine, calculation, function, infer, minimum, setting, source
from ibverify.kernel.reasons import bilipschitz, density, projection
from ibverify.ledger import Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss

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


def contained(network, slack=0):
    for i, (low, high, least, most) in enumerate(boxes.bounds(network), start=1):
        yield check("rectangle <= support", low, "<=", least - slack, f"layer {i}")
        yield check("support <= rectangle", most + slack, "<=", high, f"layer {i}")


CLAIM = Claim(
    Statement(
        r"Since $\mathcal L_i$ is compact, so is the support of $\mathbf W_i^T L_i + b_{i+1}$. Thus, we can find a "
        r"rectangle that contains it. If the support of the distribution of $L_i$ is compact, so is the support of the "
        r"distribution of $L_{i+1}$, and we can apply this argument recursively.",
        source="Sec. 8, after eqs. (14), (15)",
    ),
    parts=[
        Part(
            r"Each neuron of each layer takes values in an interval that the box of the layer before gives.",
            Instances("drawn networks with two layers of leaky ReLUs, X uniform on a square", boxes.drawn, contained),
            [
                Mutant(
                    "constant",
                    "also in the interval that is shorter by 1 at each end",
                    lambda: contained(boxes.IDENTITY, 1),
                )
            ],
        ),
        Part(
            r"Two layers: $d^2(L_2) = \min\{|L_2|, |L_1|, |X|\}$, as $L_1$ has compact support again.",
            Derived(TWO, dimension("L"), "==", WIDTHS, derivation),
            [near_miss("hypothesis", "for any law of X", ANY, dimension("L"), "==", WIDTHS)],
        ),
    ],
    rests_on=["s08.eq14", "s08.lemma1"],
    note="An affine map and a function that is Lipschitz on bounded sets take bounded sets to bounded sets.",
)
