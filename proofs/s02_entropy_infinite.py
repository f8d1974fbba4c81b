r"""Entropy of what is not discrete, and differential entropy of what is not continuous.

First     I(X;X) = oo: the diagonal is null under the product of the part without atoms
Second    h(Y) is the limit of H([Y]_m) - log m. Broken: Y on the integers with H(Y) = oo has [Y]_m = Y for every m,
          so the limit is +oo.
"""

from ibverify.kernel import INFINITY, H, I, calculation, function, infer, setting, source
from ibverify.kernel.lemmas import of_a_function, with_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Disproved, Part, Statement, near_miss

DIFFUSE = setting(X=source("diffuse"))
INTEGERS = setting(Y=source(), Q=function("Y", is_="invertible"))  # Q = [Y]_m
HEAVY = INTEGERS.assuming(Formula(H("Y"), "==", INFINITY))


def infinite():
    return (
        calculation(HEAVY, H("Q"))
        .equals(I("Y", "Q"), by=of_a_function("Y", "Q"))
        .equals(I("Y", ["Q", "Y"]), by=with_function("Y", "Q", "Y"))
        .equals(H("Y"), by=with_function("Y", "Y", "Q"))
        .equals(INFINITY, by=hypothesis())
    )


CLAIM = Claim(
    Statement(
        r"$H(X) = \infty$ whenever $X$ is not discrete and $h(Y) = -\infty$ whenever $Y$ is not continuous.",
        source="Sec. 2, after eq. (3)",
    ),
    parts=[
        Part(
            r"$H(X) = \infty$ for every law that is not discrete.",
            Derived(DIFFUSE, H("X"), "==", INFINITY, lambda: infer("not_discrete", DIFFUSE, "X")),
            [near_miss("hypothesis", "for any law", setting(X=source()), H("X"), "==", INFINITY)],
        ),
        Part(
            r"$h(Y) = \lim_m H([Y]_m) - \log m$ is $-\infty$ for every law that is not continuous.",
            Disproved(
                Derived(HEAVY, H("Q"), "==", INFINITY, infinite),
                because="Y on the integers with P(Y = n) ~ 1/(n log^2 n), n > 1: H(Y) = oo, and Q = [Y]_m is Y",
            ),
            [near_miss("hypothesis", "it is oo on the integers", INTEGERS, H("Q"), "==", INFINITY)],
        ),
    ],
    amended="s02.entropy-infinite-amended",
    note="With h(Y) defined as minus the divergence from the Lebesgue measure, and as minus infinity where there is no "
    "density, the second sentence is that convention.",
)
