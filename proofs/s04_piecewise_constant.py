r"""X on finitely many points: the functional changes only where outputs start or stop to coincide, a null set.

Chain     equal outputs at the same points: L and M are functions of each other, I(X;L) = I(X;M), I(Y;L) = I(Y;M)
Gradient  near almost all parameters no neuron is at a kink, and outputs are analytic in the parameters: two of them
          coincide near such a point, or differ almost everywhere near it
Needed    pieces that are analytic: the distance to a Cantor set of positive measure leaves no gradient on one
"""

from ibverify.examples import points, staircases
from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.kernel import I
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

AT_ZERO = {0: "log(3)", 1: "log(3)", 2: "log(3) - 2/3*log(2)", 3: "0"}  # I(X;L) if so many of three outputs are 0
INJECTIVE = ("sigmoid", "tanh", "softplus", "leaky_relu")


def compression(*layers):
    return analyze(points.problem(points.DISTINCT, layers)).layers[-1].compression


def cells():
    for where, zeros, layers in points.neurons():
        yield check(f"I(X;L) where {zeros} outputs are 0", compression(*layers), "==", AT_ZERO[zeros], f"ReLU, {where}")
    for name in INJECTIVE:
        for w in (-2, "-1/3", "1/3", 2):
            yield check("I(X;L) = log 3", compression(([[w]], [1], name)), "==", "log(3)", f"{name}, w = {w}, b = 1")


def everywhere():
    near, at = (compression(([[1]], [b], "relu")) for b in ("-99/100", -1))
    yield check("equal near w = 1, b = -1", near, "==", at, "ReLU, w = 1, b = -99/100")


def at_all_weights():
    found = compression(([[0]], [1], "sigmoid"))
    yield check("I(X;L) = log 3", found, "==", "log(3)", "sigmoid, w = 0, b = 1")


def on_a_null_set(stage=5):
    on = f"X uniform on 0 and 1, squares of stage {stage}"
    yield check("area of squares where it changes < 1/4", staircases.area_of_change(stage), "<", "1/4", on)


CLAIM = Claim(
    Statement(
        r"$I(X;L)$ and $I(Y;L)$ may change only when two different $x \in \mathcal X$ that were previously mapped to "
        r"different values of intermediate representation now get mapped to the same value or vice-versa. As a "
        r"consequence, the IB functional is a piecewise constant function of the parameters. Specifically, the "
        r"gradient of the IB functional w.r.t. the parameter values is zero almost everywhere.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"$I(X;L) = I(X;M)$ for two networks whose outputs $L$, $M$ coincide at the same points.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"$I(Y;L) = I(Y;M)$ for such networks.",
            Derived(SAME, I("Y", "L"), "==", I("Y", "M"), lambda: same_partition("Y")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("Y", "L"), "==", I("Y", "M"))],
        ),
        Part(
            r"For activations that are analytic on each of finitely many intervals, as all that the paper names, both "
            r"are constant near almost all parameters, so the gradient is zero there.",
            Cases(
                "one neuron on three points: ReLU on the eight cells of its parameters, and injective ones",
                cells,
                because="off the null set where an input of a neuron is at a kink (its bias is a parameter) "
                "differences of outputs are analytic in the parameters: on each component of the rest 0, or almost "
                "nowhere 0",
            ),
            [
                Mutant("quantifier", "near all parameters", everywhere),
                Mutant("quantifier", "injective activations give one value for all weights", at_all_weights),
                Mutant("hypothesis", "for all Lipschitz ones: the distance to a Cantor set as well", on_a_null_set),
            ],
        ),
    ],
    rests_on=["s04.finitely-many"],
    note="The distance from a Cantor set K of measure 1/2, applied to wX + b with X on 0 and 1, has I(X;L) = 0 where b "
    "and w + b are in K, which is a set of measure 1/4 without interior: no gradient exists there.",
)
