r"""Geometric clustering and the two measures of it: neither falls whenever clusters are drawn together.

One       cluster drawn together as a whole: noise of the same size hides more of it, I(X;L) falls
Broken    clusters that meet: -16, 0 and 0, 16 of masses 1 : 7 have the means -2 and 2. There I(X;L) is larger than it
          was, as that was at most H(1/16, 7/8, 1/16) < 1/2
Broken    one cluster -5/2, -2, 2, 5/2 fills two bins of width 2, and three of them when it is drawn together
"""

from ibverify.examples import clusters
from ibverify.kernel import I, calculation, channel, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss

NOISIER = setting(X=source(), S=channel("X"), T=channel("S"))  # S = g(X) + G, and T, given X, as t g(X) + G
ANY = setting(X=source(), S=channel("X"), T=channel("X"))


def shrunk():
    return calculation(NOISIER, I("X", "T")).at_most(I("X", "S"), by=data_processing("X", "T", through="S"))


def compression(of, noisy):
    return clusters.information(of)[0] if noisy else clusters.binned(of).compression


def falls(start, factors, noisy, relation="<="):
    for far, near in zip(("1", *factors), factors, strict=False):
        one, other = (compression(clusters.drawn_together(start, t), noisy) for t in (far, near))
        yield check(f"I at t = {near} {relation} I at t = {far}", other, relation, one)


CLAIM = Claim(
    Statement(
        r"They inject Gaussian noise at the output of every neuron and show that, in this case, a geometric clustering "
        r"of the latent representation is captured well by both the compression term $I(X;L)$ and the entropy of the "
        r"quantized latent representation, $H(Q_L(L))$. (Read: both fall, or stay, when the points of each cluster are "
        r"drawn to their mean.)",
        source="Sec. 6, on [29]",
    ),
    parts=[
        Part(
            r"For a representation drawn together as a whole, by $0 \le t \le 1$, $I(X;t\,g(X) + G) \le I(X;g(X) + "
            r"G)$.",
            Derived(
                NOISIER,
                I("X", "T"),
                "<=",
                I("X", "S"),
                shrunk,
                because="with independent noise G' of the same law t (g(X) + G) + (1 - t^2)^(1/2) G' has the law of "
                "t g(X) + G, given X",
            ),
            [near_miss("hypothesis", "for any two noisy layers", ANY, I("X", "T"), "<=", I("X", "S"))],
        ),
        Part(
            r"For clusters, each drawn to its own mean, $I(X;L + G)$ does not rise.",
            Example("two clusters that meet at 0", lambda: falls(clusters.MIXED, ("0",), noisy=True)),
            [Mutant("direction", "it rises", lambda: falls(clusters.SPREAD, ("1/2",), noisy=True, relation=">"))],
        ),
        Part(
            r"Nor does $H(Q_L(L))$, for bins of one width.",
            Example("four points, drawn to their mean", lambda: falls(clusters.ONE, ("9/20",), noisy=False)),
            [Mutant("direction", "it rises", lambda: falls(clusters.ONE, ("1/3",), noisy=False, relation=">"))],
        ),
    ],
    amended="s06.clustering-amended",
    note="The finding of [29] is empirical, on trained networks; it is judged as a sentence on all representations.",
)
