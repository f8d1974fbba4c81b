r"""Infinite for almost all weights; or of finitely many values besides infinity; or, with jumps, neither.

Infinite  the activations of Theorem 1, X with an absolutely continuous component
Values    X on finitely many points; or made of finitely many points and laws as in s04.zero-or-infinite, and locally
          Lipschitz activations: L is constant on each of them if I(X;L) is finite
Neither   step on a continuous X: I(X;L) = h(P(wX > a)), finite and continuous in a
"""

from ibverify.examples import fig1, gaps, thresholds
from ibverify.examples.layers import infinite_layers
from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.kernel import INFINITY, I, network, setting, source
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss

NET = setting(X=source("component"), L=network("X", "invertible"))
DISCRETE = setting(X=source(), L=network("X", "invertible"))
ON = "X uniform on [0, 1]"


def step():
    for a in thresholds.FROM_0_TO_HALF:
        yield check("I(X;L) = h(a)", thresholds.compression(a), "==", thresholds.entropy(a, 1 - a), f"{ON}, a = {a}")


def two_values():
    values = [gaps.split(a, gaps.RISES[0]) for a in gaps.STARTS]
    found = thresholds.distinct([value for value in values if not value.is_infinite])
    yield check("finite values of I(X;L)", found, "<=", 2, "the ramp of Fig. 1 with b = 1/10 on the intervals of (c)")


def with_jumps():
    found = gaps.with_entropy(thresholds.compression("1/8", fig1.continuous()))
    yield check("partitions with this entropy", found, ">=", 1, "a step at a = 1/8 on the intervals of (c)")


def slower():
    found = thresholds.compression("1/4")
    yield check("I(X;L) = 2a log 2", found, "==", "1/2*log(2)", f"{ON}, a = 1/4")


CLAIM = Claim(
    Statement(
        r"For deterministic DNNs $I(X;L)$ is infinite for almost all weights with the activations of Theorem 1, if the "
        r"law of $X$ has a component with a density. It takes finitely many values, and infinity, if $X$ is a mixture "
        r"of finitely many points and of laws with a density positive on a connected open set, and the activations "
        r"are locally Lipschitz; for finitely many points, whatever the activations. With step and a continuous $X$ "
        r"it may be finite and vary continuously.",
        source="Sec. 1 and the abstract, amended",
    ),
    parts=[
        Part(
            r"With the activations of Theorem 1, $I(X;L) = \infty$ for almost all weights if the law of $X$ has a "
            r"component with a density.",
            Derived(NET, I("X", "L"), "==", INFINITY, lambda: infinite_layers("component")),
            [near_miss("hypothesis", "X may be discrete", DISCRETE, I("X", "L"), "==", INFINITY)],
        ),
        Part(
            r"For $X$ on finitely many points, $I(X;L) = I(X;M)$ for networks whose outputs coincide at the same ones: "
            r"it takes no more values than there are partitions.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("quantifier", "it takes one value", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"For such mixtures and activations, $I(X;L)$ is infinite, or the entropy of a partition of the points and "
            r"the connected sets.",
            Cases(
                "the ramp of Fig. 1 on the four intervals of (c), 26 starts and two lengths",
                gaps.ramps,
                because="on each connected set L is constant, or I(X;L) infinite, by s04.zero-or-infinite",
            ),
            [
                Mutant("constant", "it takes two finite values for ramps of one length", two_values),
                Mutant("hypothesis", "for step as well", with_jumps),
            ],
        ),
        Part(
            r"For $L = \mathbb I[X > a]$ and $X$ uniform on $[0, 1]$ it is $h(a)$: finite, constant on no interval.",
            Cases("16 thresholds up to 1/2", step, because="P(X > a) = 1 - a, and h is strictly concave"),
            [Mutant("constant", "it is 2a log 2 up to a = 1/2", slower)],
        ),
    ],
    rests_on=["s04.thm1", "s04.finitely-many", "s04.zero-or-infinite"],
)
