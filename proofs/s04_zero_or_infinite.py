r"""The values of (4) are 0 and infinity: X with a density on a connected open set, locally Lipschitz activations.

Constant  then I(X;L) = 0, and I(Y;L) <= I(X;L) is 0 as well: (4) is 0
Else      if L had countably many values, its gradient would be 0 almost everywhere, and L constant: so H(L) = oo
Infimum   0 for every beta, attained by constant networks alone: what minimises (4) says nothing of X and Y
Needed    a density, positive on the set; that it is connected; Lipschitz: continuous is not enough
"""

from ibverify.exact import Value, rational
from ibverify.examples import connected, fig1, points, staircases, thresholds
from ibverify.kernel import ZERO, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze

LABELLED = setting(X=source(), Y=channel("X", finite=True), L=function("X"))
CONSTANT = LABELLED.assuming(Formula(I("X", "L"), "==", ZERO))
BETAS = ("0", "1", "2", "100")


def extreme(value, on):
    return check("2 I(X;L) = I(X;L)", value + value, "==", value, on)


def dichotomy():
    for name, network in connected.networks():
        for index, found in enumerate(analyze(Problem(connected.uniform(network.inputs), network)).layers, start=1):
            on = f"layer {index} of {name}, X uniform on [0, 1]^{network.inputs}"
            yield extreme(found.compression, on)
            if connected.differs(network, index):
                yield check("I(X;L) = oo where L is not constant", found.compression, "==", "oo", on)


def says_nothing():
    start = calculation(CONSTANT, I("Y", "L")).at_most(I("X", "L"), by=data_processing("L", "Y", through="X"))
    return start.equals(ZERO, by=hypothesis())


def functional(weight, beta):
    network = Network([layer([[weight]], None, "relu")])
    return analyze(Problem(connected.uniform(1), network)).layers[0].functional(rational(beta))


def least():
    for beta in BETAS:
        yield check("(4) is 0 for a constant network", functional(0, beta), "==", 0, f"w = 0, beta = {beta}")
        yield check("(4) > 0 for another", functional(1, beta), ">", 0, f"w = 1, beta = {beta}")


def negative():
    yield check("(4) < 0", functional(1, 100), "<", 0, "w = 1, beta = 100")


def only_zero_weights():
    yield check("(4) > 0", functional(-1, 2), ">", 0, "w = -1, beta = 2")


def disconnected():
    found = analyze(fig1.problem(fig1.continuous(), "1/5", "1/10"))[2].compression
    return [extreme(found, "the ramp of Fig. 1, a = 1/5, b = 1/10, on the four intervals of (c)")]


def discrete():
    return [extreme(analyze(points.problem(points.DISTINCT, [([[1]], [-1], "relu")]))[1].compression, "ReLU of x - 1")]


def jumps():
    return [extreme(thresholds.compression("1/2"), "step of x - 1/2, X uniform on [0, 1]")]


def cantor():
    for k in range(1, 8):
        rest = Value("log(3)") * ((k + 3) * rational("2/3") ** k)
        found = staircases.entropy(staircases.THIN, k)
        yield check("H(L) so far, plus (k + 3) (2/3)^k log 3", found + rest, "==", "3*log(3)", f"k = {k}")


def fat_cantor():
    for k in range(1, 8):
        rest = Value("log(2)") * ((2 * k + 3) * rational("1/2") ** k)
        found = staircases.entropy(staircases.FAT, k)
        yield check("H(L) so far, plus (2k + 3) 2^-k log 2", found + rest, "==", "3*log(2)", f"k = {k}")
        for slope in sorted(set(staircases.slopes(k))):
            yield check("slope between plateaus <= 1", slope, "<=", 1, f"k = {k}")


def at_most(ratio, value):
    yield check(f"H(L) <= {value}", staircases.entropy(ratio, 5), "<=", value, "the plateaus of five stages")


CLAIM = Claim(
    Statement(
        r"Which values does (4) take, and what is its infimum? Let $X$ have a density that is positive almost "
        r"everywhere on a connected open set and 0 outside, and let the activations be locally Lipschitz, as all that "
        r"Sec. 2 names. Then (4) is 0 if $L$ is constant and infinite if not, so its infimum is 0 for every "
        r"$\beta \ge 0$. None of these conditions can be left out.",
        source="Sec. 4.1, on eq. (4)",
    ),
    parts=[
        Part(
            r"$I(X;L)$ is 0 if $L$ is constant on the set, and infinite otherwise.",
            Cases(
                "24 networks of two layers, with ReLU, leaky ReLU, |x| and hard tanh",
                dichotomy,
                because="if L is discrete its gradient is 0 at almost every point of each set where it is constant, so "
                "almost everywhere; a locally Lipschitz function with such a gradient is constant on a connected open "
                "set; what is not discrete has infinite entropy",
            ),
            [
                Mutant("hypothesis", "also if the set is not connected", disconnected),
                Mutant("hypothesis", "also for a discrete X", discrete),
                Mutant("hypothesis", "also for activations with a jump", jumps),
            ],
        ),
        Part(
            r"If $I(X;L) = 0$, then $I(Y;L) = 0$: (4) is 0 for a constant $L$.",
            Derived(CONSTANT, I("Y", "L"), "<=", ZERO, says_nothing),
            [near_miss("hypothesis", "whatever I(X;L)", LABELLED, I("Y", "L"), "<=", ZERO)],
        ),
        Part(
            r"The infimum of (4) is 0 for every $\beta \ge 0$, attained where $L$ is constant and nowhere else.",
            Cases(
                "one ReLU of wX, X uniform on [0, 1], beta = 0, 1, 2, 100",
                least,
                because="(4) has the values 0 and infinity, as I(Y;L) is finite; weights 0 make L constant",
            ),
            [
                Mutant("constant", "it is negative for a large beta", negative),
                Mutant("quantifier", "it is attained by weights 0 alone", only_zero_weights),
            ],
        ),
        Part(
            r"Continuous is not enough: for Cantor's function $\sigma$ and $X$ uniform on $[0, 1]$, "
            r"$I(X;\sigma(X)) = 3 \log 3$.",
            Cases(
                "its plateaus, up to seven stages",
                cantor,
                because="they have total length 1, lie at different heights, and the terms tend to 3 log 3",
            ),
            [Mutant("constant", "it is at most log 3", lambda: at_most(staircases.THIN, "log(3)"))],
        ),
        Part(
            r"A density with a connected support is not enough, if it is 0 on a part of positive measure: for $X$ "
            r"uniform on $[0, 1]$ without a Cantor set of measure 1/2, and $\sigma(x)$ the measure of this set below "
            r"$x$, with the Lipschitz constant 1, $I(X;\sigma(X)) = 3 \log 2$.",
            Cases(
                "its plateaus, up to seven stages",
                fat_cantor,
                because="they have total length 1/2, different heights, are dense, and the terms tend to 3 log 2",
            ),
            [Mutant("constant", "it is at most log 2", lambda: at_most(staircases.FAT, "log(2)"))],
        ),
    ],
)
