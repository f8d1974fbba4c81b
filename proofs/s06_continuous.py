r"""A continuous layer of a deterministic network has infinite information on the input; so has one that is not
discrete.

Chain     I(X;L) = H(L) = oo
Beyond    leaky ReLUs from one neuron to two: L has no density on the plane, and I(X;L) = oo, as Theorem 1 says
Apart     a ReLU is continuous on X in [1, 2], and no activation of Theorem 1: neither result contains the other
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import points, relu, widths
from ibverify.information import information
from ibverify.kernel import INFINITY, H, I, calculation, function, infer, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

LAYER = setting(X=source(), L=function("X"))
INFINITE = LAYER.assuming(Formula(H("L"), "==", INFINITY))
ENDLESS = Value(Infinite("stated"))
DIFFUSE = setting(L=source("diffuse"))


def infinite():
    start = calculation(INFINITE, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))
    return start.equals(INFINITY, by=hypothesis())


def wide():
    found = analyze(widths.widening())[2]
    yield check("mass with a density", found.dimensions.get(found.width, 0), "==", 0)
    yield check("I(X;L) = oo", found.compression, "==", ENDLESS)


def dense():
    found = analyze(widths.widening())[2]
    yield check("L has a density", found.dimensions.get(found.width, 0), "==", 1, "leaky ReLUs from 1 to 2 neurons")


def apart():
    found = information(relu.output([(1, 2)], ([[1]], [0])))
    yield check("mass with a density", found.dimensions.get(1, 0), "==", 1, "ReLU on X uniform on [1, 2]")
    yield check("H(L) = oo", found.entropy, "==", ENDLESS, "ReLU on X uniform on [1, 2]")
    merged = analyze(points.problem([([-1], "0"), ([-2], "1")], [([[1]], [0], relu.ACTIVATION)]))[1]
    yield check("H(L) of X on -1 and -2", merged.entropy, "==", 0, "a ReLU is not injective")


def injective():
    merged = analyze(points.problem([([-1], "0"), ([-2], "1")], [([[1]], [0], "relu")]))[1]
    yield check("H(L) = log 2", merged.entropy, "==", "log(2)", "ReLU on -1 and -2")


CLAIM = Claim(
    statement=Statement(
        says=r"The mutual information between the continuously distributed input $X$ and $L$ becomes infinite if $L$ "
        r"has a continuous distribution. Theorem 1 is more general in the sense that continuity of the distribution "
        r"$L$ is not required.",
        source="Sec. 4.1; Sec. 6, [3, App. C]",
    ),
    parts=[
        Part(
            says=r"$H(L) = \infty$ if $L$ is not discrete, in particular if it is continuous.",
            evidence=Derived(DIFFUSE, H("L"), "==", INFINITY, lambda: infer("not_discrete", DIFFUSE, "L")),
            mutants=[near_miss("hypothesis", "for any law", setting(L=source()), H("L"), "==", INFINITY)],
        ),
        Part(
            says=r"Then $I(X;L) = \infty$ for a function $L$ of $X$.",
            evidence=Derived(INFINITE, I("X", "L"), "==", INFINITY, infinite),
            mutants=[near_miss("hypothesis", "for any law of L", LAYER, I("X", "L"), "==", INFINITY)],
        ),
        Part(
            says=r"Theorem 1 does not require it: a layer without a density, and $I(X;L) = \infty$.",
            evidence=Example("X uniform on a square, leaky ReLUs, widths 2, 1, 2", wide),
            mutants=[Mutant("subject", "such a layer is continuous", dense)],
        ),
        Part(
            says=r"It is not more general in every sense: a ReLU neuron may be continuous, and it is no activation of "
            r"Theorem 1, as it is not injective.",
            evidence=Example("a ReLU on X uniform on [1, 2], and on X on -1 and -2", apart),
            mutants=[Mutant("subject", "a ReLU is injective", injective)],
        ),
    ],
    rests_on=["s04.deterministic"],
    note="For a stochastic L the first does not give the second: noise makes I(X;L) finite where L is continuous.",
)
