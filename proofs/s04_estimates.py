r"""An estimate of I(X;L) says more of the estimator and of the data set than of the true value.

Plug-in    n distinct outputs give log n, whatever law they were drawn from
Binned     at most the logarithm of the number of bins, whatever I(X;L) is
Quantised  X = L uniform on [0, 1] or on m points: log m both, where I(X;L) is infinite, and log m
Finite     H(L) = log 2: the mean of the plug-in over samples of two is log(2)/2; its bias is at most log(1 + (k - 1)/n)
"""

from ibverify.exact import Infinite, Value, log_value, rational
from ibverify.exact.loglinear import entropy_form
from ibverify.examples import estimates
from ibverify.examples.counterexamples import is_infinite
from ibverify.examples.layers import any_law, infinite_layers
from ibverify.kernel import INFINITY, H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy, data_processing
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

INFINITE = Value(Infinite("X has a density, and L = X"))
DIFFUSE = any_law("diffuse")
BINS = setting(X=source(), L=function("X"), B=channel("L", finite=True))


def binned():
    start = calculation(BINS, I("X", "B")).at_most(H("B"), by=at_most_entropy("X", "B"))
    return start.at_most(log_cardinality("B"), by=cardinality("B"))


def below():
    return calculation(BINS, I("X", "B")).at_most(I("X", "L"), by=data_processing("X", "B", through="L"))


def grows(value=log_value):
    for m in (1, 2, 3, 8, 100):
        found = analyze(estimates.quantised(estimates.continuous(), m)).readout.compression
        yield check("I([X]_m;[L]_m) = log m", found, "==", value(m), f"X = L uniform on [0, 1], m = {m}")


def two_laws(m=8, finer=1):
    one, other = (estimates.quantised(law, m * finer) for law in (estimates.continuous(), estimates.discrete(m)))
    first, second = analyze(one), analyze(other)
    yield check("equal estimates", first.readout.compression, "==", second.readout.compression, f"bins: {m * finer}")
    yield check("I(X;L), density", first.layers[0].compression, "==", INFINITE, "X uniform on [0, 1]")
    yield check("I(X;L), points", second.layers[0].compression, "==", log_value(m), f"X uniform on {m} points")


def biased(relation="<"):
    for name, masses in estimates.DICE.items():
        true = Value(entropy_form(masses))
        for n in range(1, 8):
            found, on = estimates.expected(masses, n), f"{name}, n = {n}"
            yield check(f"E {relation} H(L)", found, relation, true, on)
            bound = log_value(1 + rational(len(masses) - 1) / n)
            yield check("H(L) <= E + log(1 + (k - 1)/n)", true, "<=", found + bound, on)


CLAIM = Claim(
    Statement(
        r"It is ill-advised to estimate mutual information from a data sample, as such estimators are only valid if "
        r"the true mutual information is finite. Indeed, the estimate $\hat I(X;L)$ reveals more about the estimator "
        r"and the dataset than it does about the true mutual information, as the latter is always infinite by "
        r"Theorem 1. (Read: always, for almost every choice of weights.)",
        source="Sec. 4.1, after Theorem 1; Sec. 5.4",
    ),
    parts=[
        Part(
            r"For injective activations and a law of $X$ that is not discrete, $I(X;L) = \infty$ for almost every "
            r"choice of weights.",
            Derived(DIFFUSE, I("X", "L"), "==", INFINITY, lambda: infinite_layers("diffuse")),
            [Mutant("quantifier", "for every choice", lambda: is_infinite("tanh", 0))],
        ),
        Part(
            r"The plug-in estimate from $n$ distinct outputs is $\log n$, whatever law and network they come from.",
            Derived(estimates.DISTINCT, I("X", "L"), "==", estimates.SIZE, estimates.distinct),
            [near_miss("hypothesis", "outputs coincide", estimates.MERGED, I("X", "L"), "==", estimates.SIZE)],
        ),
        Part(
            r"A binned one is at most the logarithm of the number of bins, however large $I(X;L)$ is.",
            Derived(BINS, I("X", "B"), "<=", log_cardinality("B"), binned),
            [
                near_miss("subject", "so is the true value", BINS, H("L"), "<=", log_cardinality("B")),
                near_miss("constant", "strictly", BINS, I("X", "B"), "<=", log_cardinality("B"), strict=True),
            ],
        ),
        Part(
            r"What bins leave is at most the true value: $I(X;Q(L)) \le I(X;L)$.",
            Derived(BINS, I("X", "B"), "<=", I("X", "L"), below),
            [near_miss("constant", "bins change nothing", BINS, I("X", "B"), "==", I("X", "L"))],
        ),
        Part(
            r"Quantised, $I([X]_m;[L]_m) = \log m$ for every $m$ and $L = X$ uniform on $[0, 1]$: finite, and without "
            r"bound in $m$.",
            Cases("m = 1, 2, 3, 8, 100", grows, because="each of the m parts of [0, 1] has mass 1/m"),
            [Mutant("constant", "it tends to log 8", lambda: grows(lambda m: log_value(min(m, 8))))],
        ),
        Part(
            r"Two laws, of infinite and of finite $I(X;L)$, give the same law of what an estimator with $m$ bins sees: "
            r"for $X = L$ uniform on $[0, 1]$, and on the middles of its $m$ parts, $I(X;L) = \infty$ and $\log m$, "
            r"estimated by $\log m$.",
            Cases("m = 8", two_laws, because="each bin has mass 1/m under both laws"),
            [Mutant("constant", "twice as many bins do not tell them apart", lambda: two_laws(finer=2))],
        ),
        Part(
            r"If $L$ takes $k \ge 2$ values, the true $I(X;L) = H(L)$ is finite, and the mean of the plug-in over "
            r"samples of size $n$ is below it, by at most $\log(1 + (k - 1)/n)$: a bias that goes to 0.",
            Cases(
                "n = 1 to 7, a fair coin and a law on three letters",
                biased,
                because="the bias is -E D(P_n || P), where P_n, not always P, is the empirical law, and by Jensen "
                "E D(P_n || P) <= log(1 + E chi^2) = log(1 + (k - 1)/n)",
            ),
            [
                Mutant("constant", "it has no bias", lambda: biased("==")),
            ],
        ),
    ],
    note="Where I(X;L) is infinite, the plug-in from n draws is log n almost surely, if no two outputs coincide, and "
    "so it is finite and wrong for every n. Where it is finite, estimates converge: a single one does not tell which.",
)
