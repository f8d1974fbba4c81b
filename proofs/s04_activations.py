r"""Which activations Theorem 1 covers: sigmoid, tanh, softplus and leaky ReLU; not ReLU, not step.

Smooth    with u = e^x the derivatives are u/(1 + u)^2, 4u^2/(1 + u^2)^2 and u/(1 + u): positive and continuous
Leaky     with slopes 1 and a > 0 distances change by a factor between 1 and a; for a <= 0 it is not injective
Others    ReLU takes -1 and -2 to the same value, and has constant layers; a layer of steps has finitely many values
"""

from itertools import product

from ibverify.exact import rational
from ibverify.examples import monotone, relu, thresholds
from ibverify.information import information
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check

UNIT, SQUARE = [(0, 1)], [(0, 1), (0, 1)]
NEGATIVE = [
    ("w = -2", (UNIT, ([[-2]], [0]))),
    ("W_0 = (-1, -3)", (SQUARE, ([[-1, -3]], [0]))),
    ("a layer of two neurons, then another", (SQUARE, ([[-1, -2], [-3, -1]], [0, 0]), ([[5, -1]], [1]))),
]


def positive():
    for name in (*monotone.RATIONAL, *monotone.LOGARITHMS):
        for part, of in zip(("numerator", "denominator"), monotone.slope(name), strict=True):
            yield check(f"no coefficient of the {part} is negative", min(map(int, of.coeffs())), ">=", 0, name)
            yield check(f"the {part} is not 0", int(of(1)), ">", 0, name)


def bound(name, relation, value, u):
    found = monotone.slope_at(name, u)
    yield check(f"the derivative {relation} {value}", found, relation, value, f"{name}, x = log {u}")


def leaky():
    for a, (x, y) in product(monotone.SLOPES, monotone.PAIRS):
        found, on = monotone.stretch(a, x, y), f"slope {a}, x = {x}, y = {y}"
        yield check("|s(x) - s(y)| >= min(1, a) |x - y|", found, ">=", min(rational(a), 1), on)
        yield check("|s(x) - s(y)| <= max(1, a) |x - y|", found, "<=", max(rational(a), 1), on)


def injective(a, x, y):
    yield check("s(x) != s(y)", monotone.stretch(a, x, y), "!=", 0, f"leaky ReLU, slope {a}, x = {x}, y = {y}")


def shrinks(a, least):
    found = monotone.stretch(a, -1, -2)
    yield check(f"|s(x) - s(y)| >= {least} |x - y|", found, ">=", least, f"leaky ReLU, slope {a}, x = -1, y = -2")


def constant(cases=NEGATIVE):
    for name, (sides, *layers) in cases:
        found = information(relu.output(sides, *layers)).entropy
        yield check("I(X;L) = 0", found, "==", 0, f"{name}, X uniform on [0, 1]^{len(sides)}")


def relus():
    yield check("|s(x) - s(y)| = 0 |x - y|", monotone.stretch(0, -1, -2), "==", 0, "x = -1, y = -2")
    yield from constant()


def bits():
    for w in (-2, 0, 1, 3):
        for a in ("-1/2", "0", "1/2", "2"):
            yield check("I(X;L) <= log 2", thresholds.compression(a, weight=w), "<=", "log(2)", f"step of {w}x - {a}")


def one_bit():
    yield check("I(X;L) = log 2", thresholds.compression("1/4"), "==", "log(2)", "step of x - 1/4, X uniform on [0, 1]")


CLAIM = Claim(
    Statement(
        r"Theorem 1 shows that the IB functional leads to an ill-posed optimization problem for, e.g., sigmoidal and "
        r"tanh activation functions (which are continuously differentiable with strictly positive derivative) as well "
        r"as for leaky ReLU activation functions (which are bi-Lipschitz). (And softplus, which Sec. 2 names.) The "
        r"situation is different for ReLU or step activation functions.",
        source="Sec. 4.1, after Theorem 1",
    ),
    parts=[
        Part(
            r"Sigmoid, tanh and softplus are continuously differentiable with positive derivative.",
            Cases(
                "their derivatives as fractions of polynomials in e^x",
                positive,
                because="polynomials without negative coefficients that are not 0 are positive at e^x > 0; d/dx is u "
                "d/du for u = e^x",
            ),
            [
                Mutant("constant", "sigmoid' >= 1/4", lambda: bound("sigmoid", ">=", "1/4", 2)),
                Mutant("quantifier", "tanh' >= 1/1000 on R", lambda: bound("tanh", ">=", "1/1000", 99)),
                Mutant("direction", "softplus' is at most 1/2", lambda: bound("softplus", "<=", "1/2", 2)),
            ],
        ),
        Part(
            r"Leaky ReLUs with a positive slope $a$ are bi-Lipschitz: $\min(1, a) |x - y| \le |\sigma(x) - \sigma(y)| "
            r"\le \max(1, a) |x - y|$.",
            Cases(
                "slopes 1/100, 1/10, 1/2 and 3, and points on the same side of 0 and on both",
                leaky,
                because="the factor is the mean of the slopes 1 and a between x and y",
            ),
            [
                Mutant("hypothesis", "injective with slope 0", lambda: injective("0", -1, -2)),
                Mutant("hypothesis", "injective with slope -1/2", lambda: injective("-1/2", 1, -2)),
                Mutant("constant", "at least by the mean of 1 and a", lambda: shrinks("1/2", "3/4")),
            ],
        ),
        Part(
            r"ReLU is not injective, so it meets neither hypothesis. For $X$ on $[0, 1]^N$ and $b_1 = 0$ its layers "
            r"are constant, $I(X;L) = 0$, if the weights of the first layer are negative, which is no null set.",
            Cases("one and two inputs, one and two layers", relus, because="the first layer is 0 for all of X"),
            [
                Mutant("quantifier", "for all weights", lambda: constant([("w = 1", (UNIT, ([[1]], [0])))])),
                Mutant("hypothesis", "whatever b", lambda: constant([("w = -1, b = 1/2", (UNIT, ([[-1]], ["1/2"])))])),
            ],
        ),
        Part(
            r"For step, $I(X;L) \le |L| \log 2$ for all weights and biases.",
            Cases("one neuron, X uniform on [0, 1]", bits, because="L has at most 2^|L| values"),
            [Mutant("constant", "it is log 2 for every neuron that is not constant", one_bit)],
        ),
    ],
    rests_on=["s04.thm1"],
    note="Sigmoid, tanh and softplus are bi-Lipschitz on compact intervals only: s08.bilipschitz.",
)
