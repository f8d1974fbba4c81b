r"""Not all deterministic networks have a functional that is infinite almost everywhere or piecewise constant.

Infinite  for almost all weights with the activations of Theorem 1
Broken    a step at a on X uniform on [0, 1]: I(X;L) = h(a), finite, and not constant on any interval
"""

from ibverify.examples import thresholds
from ibverify.examples.layers import infinite_layers
from ibverify.kernel import INFINITY, I, network, setting, source
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss

NET = setting(X=source("component"), L=network("X", "invertible"))
DISCRETE = setting(X=source(), L=network("X", "invertible"))
ON = "X uniform on [0, 1]"


def pieces():
    values = [thresholds.compression(a) for a in thresholds.FROM_0_TO_HALF]
    on = f"{ON}, a = 1/32, ..., 16/32; I(X;L) = h(a) increases from 0 to 1/2"
    yield check("at two of 16 thresholds it is the same", thresholds.distinct(values), "<", len(values), on)


def one_value():
    first, second = thresholds.compression("1/4"), thresholds.compression("1/2")
    yield check("I(X;L) does not depend on a", first, "==", second, f"{ON}, a = 1/4 and 1/2")


def infinite():
    yield check("I(X;L) = oo", thresholds.compression("1/4"), "==", "oo", f"{ON}, step of x - 1/4")


CLAIM = Claim(
    Statement(
        r"For deterministic DNNs, either the IB functional is infinite for almost all values of network parameters, "
        r"making the optimization problem ill-posed, or it is piecewise constant, hence not admitting gradient-based "
        r"optimization methods.",
        source="Sec. 1 and the abstract",
    ),
    parts=[
        Part(
            r"With the activations of Theorem 1, $I(X;L) = \infty$ for almost all weights if the law of $X$ has a "
            r"component with a density.",
            Derived(NET, I("X", "L"), "==", INFINITY, lambda: infinite_layers("component")),
            [
                near_miss("hypothesis", "X may be discrete", DISCRETE, I("X", "L"), "==", INFINITY),
                Mutant("hypothesis", "for step as well", infinite),
            ],
        ),
        Part(
            r"With the others, such as $L = \mathbb I[X > a]$, it is piecewise constant.",
            Example("16 thresholds, X uniform on [0, 1]", pieces),
            [Mutant("quantifier", "it is constant", one_value)],
        ),
    ],
    rests_on=["s04.thm1"],
    amended="s04.dichotomy-amended",
    note="The derivative of h(a) is log((1 - a)/a), 0 at a = 1/2 alone.",
)
