r"""A continuous layer of a deterministic network has infinite information on the input; so has one that is not
discrete.

Chain     I(X;L) = H(L) = oo
"""

from ibverify.kernel import INFINITY, H, I, calculation, function, infer, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

LAYER = setting(X=source(), L=function("X"))
INFINITE = LAYER.assuming(Formula(H("L"), "==", INFINITY))
DIFFUSE = setting(L=source("diffuse"))


def infinite():
    start = calculation(INFINITE, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))
    return start.equals(INFINITY, by=hypothesis())


CLAIM = Claim(
    statement=Statement(
        says=r"The mutual information between the continuously distributed input $X$ and $L$ becomes infinite if $L$ "
        r"has a continuous distribution; Theorem 1 is more general.",
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
    ],
    rests_on=["s04.deterministic"],
    note="For a stochastic L the first does not give the second: noise makes I(X;L) finite where L is continuous.",
)
