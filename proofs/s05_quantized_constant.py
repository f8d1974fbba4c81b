r"""On a data set the quantized functional is piecewise constant; the noisy one is not if the noise has a density.

Quantized   the terms depend on which points share a value of Q_L(L): finitely many cases
Density     for two points with the outputs 0 and w, $I(X;L + \eta)$ depends on how the law of the noise overlaps with
            itself, shifted by w: continuously if it has a density, from 0 at w = 0 up to log 2
Atoms       if the noise has finitely many values, only on which of their sums with the outputs coincide
"""

from ibverify.exact import rational
from ibverify.examples import intervals, quantized
from ibverify.examples.quantized import OTHER, SAME, through
from ibverify.examples.swept import compression, precision
from ibverify.examples.swept_slopes import slopes
from ibverify.kernel import I
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.noise import readout as noise
from ibverify.study.analyze import analyze
from ibverify.study.sweep import sweep

ON = "X = Y in {0, 1}, L = wX, 0 <= w <= 1"
QUARTER = rational("1/4")
FINITE = (("0",), ("-1/10", "1/10"), ("0", "1/3", "1/2"))  # values of noise


def over(family, low=0):
    return sweep(family, "w", rational(low), rational(1))


def signs(says, found, by, wanted, on):
    """Of the slope, from left to right."""
    for i, (sign, value) in enumerate(zip(slopes(found, by), wanted, strict=False), start=1):
        yield check(f"sign of the slope of {says}, stretch {i}", sign, "==", value, on)
    yield check("stretches", len(slopes(found, by)), "==", len(wanted), on)


def quantizers():
    for count in (2, 4, 5):
        for says, by in (("I(X;Q)", compression), ("I(Y;Q)", precision)):
            yield from signs(says, over(quantized.weighted(quantized.levels(count))), by, (0,), f"{ON}, {count} levels")


def one_value():
    found = over(quantized.weighted(quantized.levels(4)))
    yield check("I(X;Q) at w = 0 and w = 1", found(0).compression, "==", found(1).compression, f"{ON}, 4 levels")


def of_an_interval():
    def family(weight):
        law = intervals.law_of(intervals.UNIFORM)
        return Problem(law, Network(1, (layer([[weight]]),)), quantized.levels(2))

    yield from signs("I(X;Q)", over(family), compression, (0,), "X uniform on [0, 1], L = wX, 2 levels")


def uniform(wanted=(1, 0)):
    found = over(quantized.weighted(noise({"uniform": QUARTER})))
    on = f"{ON}, noise uniform on [-1/4, 1/4]"
    yield from signs("I(X;L + N)", found, compression, wanted, on)
    for w, value in (("0", "0"), ("1/4", "1/2*log(2)"), ("1/2", "log(2)"), ("1", "log(2)")):
        yield check(f"I(X;L + N) at w = {w}", found(w).compression, "==", value, on)


def gaussian():
    found = analyze(quantized.weighted(noise({"gaussian": QUARTER}))(rational("1/2"))).readout.compression
    on = "L = X/2, normal noise of deviation 1/4"
    return [check("I(X;L + N) > 0", found, ">", 0, on), check("I(X;L + N) < log 2", found, "<", "log(2)", on)]


def density():
    return [*uniform(), *gaussian()]


def atoms(sign=0):
    for values in FINITE:
        on = f"{ON}, noise with the values {', '.join(values)}"
        yield from signs("I(X;L + N)", over(quantized.with_atoms(*values)), precision, (sign,), on)


def adapted():
    found = over(lambda w: quantized.weighted(noise({"uniform": w}))(w), QUARTER)
    yield from signs("I(X;L + N)", found, compression, (1,), "L = wX, 1/4 <= w <= 1, noise uniform on [-w, w]")


CLAIM = Claim(
    Statement(
        r"The quantized IB functional is piecewise constant when used for finite datasets. In contrast, the noisy IB "
        r"functional, for appropriately chosen noise models, is not piecewise constant for finite datasets, hence "
        r"admitting efficient optimization using gradient-based methods.",
        source="Sec. 5.4",
    ),
    parts=[
        Part(
            r"$I(Q_X(X);Q_L(L))$ is the same for two networks whose quantized outputs coincide at the same points.",
            Derived(SAME, I("A", "S"), "==", I("A", "T"), lambda: through("A")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("A", "S"), "==", I("A", "T"))],
        ),
        Part(
            r"$I(Y;Q'_L(L))$ is the same for such networks.",
            Derived(SAME, I("Y", "S"), "==", I("Y", "T"), lambda: through("Y")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("Y", "S"), "==", I("Y", "T"))],
        ),
        Part(
            r"So on a data set both terms have finitely many values; for fixed quantizers and activations that are "
            r"analytic on each of finitely many intervals they are constant near almost all parameters.",
            Cases(
                "two points, one weight, quantizers with 2, 4 and 5 levels",
                quantizers,
                because="finitely many points coincide in finitely many ways; off a null set an output less an end of "
                "a bin is analytic: near that place it is 0, or almost nowhere 0",
            ),
            [
                Mutant("quantifier", "they have one value", one_value),
                Mutant("hypothesis", "for every law of X", of_an_interval),
            ],
        ),
        Part(
            r"With noise that has a density, $I(X;L + \eta)$ has infinitely many values on each data set on which the "
            r"outputs are wX and not all points are the same: it is not piecewise constant.",
            Cases(
                "two points, noise uniform for all w, normal for one",
                density,
                because="it is continuous in w, as shifts of a density are in the 1-norm, 0 at w = 0, and tends to the "
                "entropy of the points as w grows",
            ),
            [
                Mutant("hypothesis", "also with noise of finitely many values", lambda: atoms(1)),
                Mutant("quantifier", "its slope is zero almost nowhere, whatever the density", lambda: uniform((1,))),
                Mutant("hypothesis", "also with noise whose width is adapted to that of L", adapted),
            ],
        ),
        Part(
            r"With noise that has finitely many values both terms have finitely many values.",
            Cases(
                "two points, noise with one, two and three values",
                atoms,
                because="L + N is a function of (X, N): finitely many pairs coincide in finitely many ways",
            ),
            [Mutant("hypothesis", "also with noise that has a density", lambda: uniform((0,)))],
        ),
    ],
    rests_on=["s04.piecewise-constant"],
    note="Uniform noise leaves a plateau: where outputs are farther apart than its width, I(X;L + N) = H(L) and its "
    "gradient is zero. A quantizer that is adapted may jump with the parameters wherever its rule does.",
)
