r"""A layer of positive dimension that X determines: I(X;L) = oo.

In general     H(V) = I(V;X) + H(V|X) <= I(X;L) + H(V|X) for V = [L]_m; if d(L) > d(L|X), the difference of H(V) and
               H(V|X) grows as log m, so I(X;L) = oo
Here           H(L|X) = 0, so H([L]_m|X) = 0 for every m, and d(L|X) = 0
Directly       d(L) > 0 gives H(L) = oo, and I(X;L) = H(L)
"""

from ibverify.kernel import INFINITY, ONE, ZERO, H, I, calculation, channel, function, infer, quantity, setting, source
from ibverify.kernel import Statement as Hypothesis
from ibverify.kernel.lemmas import data_processing, entropy_splits, of_a_function
from ibverify.kernel.reasons import determined
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

ANY = setting(X=source(), L=channel("X"), V=function("L"))
LAYER = setting(X=source(), L=function("X"))
MIXED = setting(X=source("component"), L=function("X"))
POSITIVE = MIXED.assuming(Hypothesis(ONE, "<=", 1000 * quantity("d", "L")))


def grows():
    start = calculation(ANY, H("V")).equals(I("V", "X") + H("V", "X"), by=entropy_splits("V", "X"))
    return start.at_most(I("L", "X") + H("V", "X"), by=data_processing("X", "V", through="L"))


def discrete():
    return calculation(LAYER, H("L", "X")).equals(ZERO, by=determined("L", "L", "X"))


def infinite():
    entropy = infer("positive_dimension", POSITIVE, "L", premises=(infer("hypothesis", POSITIVE, 0),))
    return (
        calculation(POSITIVE, I("X", "L"))
        .equals(H("L"), by=of_a_function("X", "L"))
        .equals(INFINITY, by=entropy, because="positive dimension")
    )


CLAIM = Claim(
    Statement(
        r"Since the DNN is deterministic, the conditional distribution of $L_{i+1}$ given $X$ is discrete. It follows "
        r"that $d(L_{i+1}|X) = 0$. Therefore, $d(L_{i+1}) > d(L_{i+1}|X)$, from which we obtain $I(X;L_{i+1}) = "
        r"\infty$.",
        source="Sec. 8, eq. (19)",
    ),
    parts=[
        Part(
            r"$H([L]_m) \le I(X;L) + H([L]_m|X)$ for any $L$ and every $m$, so $d(L) > d(L|X)$ gives $I(X;L) = "
            r"\infty$.",
            Derived(
                ANY,
                H("V"),
                "<=",
                I("L", "X") + H("V", "X"),
                grows,
                because="both sides are divided by log m, and m tends to infinity",
            ),
            [near_miss("constant", "without the last term", ANY, H("V"), "<=", I("L", "X"))],
        ),
        Part(
            r"$H(L|X) = 0$ for a function $L$ of $X$.",
            Derived(LAYER, H("L", "X"), "==", ZERO, discrete),
            [near_miss("hypothesis", "for stochastic layers", ANY, H("L", "X"), "==", ZERO)],
        ),
        Part(
            r"$I(X;L) = \infty$ for a function $L$ of $X$ with $d(L) \ge 1/n$, here $n = 1000$; the same for each $n$.",
            Derived(
                POSITIVE, I("X", "L"), "==", INFINITY, infinite, because="n stands in one number of the derivation"
            ),
            [near_miss("hypothesis", "for any function of X", LAYER, I("X", "L"), "==", INFINITY)],
        ),
    ],
)
