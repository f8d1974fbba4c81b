r"""The compression phase is an artifact of bins: I(X;L) is infinite for every weight, and bins show what they are.

Masses    X uniform on [-1, 1], four bins of [-1, 1], large w: the two inner ones have the mass q = 1/(2w) behind
          hardtanh and log(3)/(2w) behind tanh, so H(Q(L)) = log 2 + h(q), which falls to log 2 for q < 1/2
Clipped   the outer bins take all beyond [-1, 1], so the linear neuron is seen as its hardtanh
Wide      bins of the same width that go on: nothing falls
Adapted   bins of equal mass: log 4 for every w
"""

from itertools import pairwise

from ibverify.exact import Infinite, Value
from ibverify.examples import binning
from ibverify.examples.binning import adapted, clipped, swept, tanh_in_bins, unread, wide
from ibverify.examples.swept import always, compression
from ibverify.examples.swept_slopes import slopes
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

INFINITE = Value(Infinite("the neuron is injective on an interval"))
SHARP = "hardtanh", "identity", "relu"


def infinite(low="1/100", smooth=("1/100", 1, 100)):
    for name in SHARP:
        yield always(f"I(X;L) = oo, {name}", swept(name, unread, low, 100), compression, "==", INFINITE)
    for w in smooth:
        yield check("I(X;L) = oo", analyze(binning.neuron(w, "tanh"))[1].compression, "==", INFINITE, f"tanh, w = {w}")


def sloped(name, bins, low, high, relation):
    for sign in slopes(swept(name, bins, low, high), compression):
        yield check(f"the slope of I(X;Q(L)) is {relation} 0", sign, relation, 0, f"{name}, {low} < w < {high}")


def saturated():
    yield from sloped("hardtanh", clipped, 1, 1000, "<")
    found = swept("hardtanh", clipped, 1, 1000)
    yield check("H(Q(L)) at w = 1", found(1).compression, "==", "log(4)")
    yield check("H(Q(L)) < log 2 + 1/100 at w = 1000", found(1000).compression, "<", "log(2) + 1/100")


def smooth(weights=(2, 3, 4, 8, 16, 64, 1000), relation="<"):
    for w, wider in pairwise(weights):
        yield check(f"at w {relation} before", tanh_in_bins(wider), relation, tanh_in_bins(w), f"w = {wider}, {w}")
    if relation == "<":
        yield check("H(Q(L)) > log 2", tanh_in_bins(weights[-1]), ">", "log(2)", f"w = {weights[-1]}")
        yield check("H(Q(L)) < log 2 + 1/100", tanh_in_bins(weights[-1]), "<", "log(2) + 1/100", f"w = {weights[-1]}")


def as_hardtanh(bins=clipped):
    one, other = (swept(name, bins, "1/100", "15/2") for name in ("identity", "hardtanh"))
    yield always("I(X;Q(wX)) = I(X;Q(hardtanh(wX)))", one, compression, "==", other)


def unsaturated(names=("identity", "relu"), bins=wide):
    for name in names:
        yield from sloped(name, bins, "1/2", "15/2", ">")


def constant(name="identity", bins=adapted):
    yield always("I(X;Q(L)) = log 4", swept(name, bins, "1/100", 100), compression, "==", "log(4)")


CLAIM = Claim(
    Statement(
        r"The compression phase observed in [2] is an artifact of the quantization strategy used to approximate the "
        r"compression term in connection with the activation function used. (Read: as the weight w of a neuron on X "
        r"uniform on [-1, 1] grows, $I(X;Q(L))$ falls for some bins Q and activations and not for others, while "
        r"$I(X;L)$ does not change.)",
        source="Sec. 6, on [2] and [3]",
    ),
    parts=[
        Part(
            r"$I(X;L) = \infty$ for every $w > 0$ and $L = \tanh(wX)$, hardtanh(wX), $wX$, relu(wX).",
            Cases(
                "1/100 <= w <= 100, and tanh at w = 1/100, 1, 100",
                infinite,
                because="for every w > 0 each is injective on an interval of X, so H(L) is infinite",
            ),
            [Mutant("quantifier", "for w = 0 too", lambda: infinite(0))],
        ),
        Part(
            r"Bins of [-1, 1] behind hardtanh: $I(X;Q(L))$ falls strictly from $\log 4$ at $w = 1$, to $\log 2$.",
            Cases(
                "1 <= w <= 1000",
                saturated,
                because="the formula log 2 + h(1/(2w)) is that of all w >= 1, and it goes on to fall, to log 2",
            ),
            [
                Mutant("direction", "it rises", lambda: sloped("hardtanh", clipped, 1, 1000, ">")),
                Mutant("constant", "from w = 1/2 on", lambda: sloped("hardtanh", clipped, "1/2", 1000, "<")),
            ],
        ),
        Part(
            r"So it does behind tanh: for $w \ge 2$ it falls, to $\log 2$.",
            Cases(
                "w = 2, 3, 4, 8, 16, 64, 1000",
                smooth,
                because="the two inner bins have the mass q = log(3)/(2w) < 1/2 together, so H(Q(L)) = log 2 + h(q), "
                "which falls with q",
            ),
            [
                Mutant("constant", "from w = 1 on", lambda: smooth((1, "21/20"))),
                Mutant("direction", "it rises", lambda: smooth(relation=">")),
            ],
        ),
        Part(
            r"With bins of the same width that reach as far as the outputs it rises strictly with $w \ge 1/2$ for $wX$ "
            r"and relu(wX).",
            Cases(
                "1/2 <= w <= 15/2, bins up to 8",
                unsaturated,
                because="as w grows, mass goes from bins that the outputs cover to those that they begin to cover, "
                "which have less: entropy rises",
            ),
            [
                Mutant("hypothesis", "for hardtanh too", lambda: unsaturated(["hardtanh"])),
                Mutant("hypothesis", "with bins of [-1, 1] too", lambda: unsaturated(bins=clipped)),
            ],
        ),
        Part(
            r"With bins of [-1, 1] whose outer ones take all beyond, $wX$ shows what hardtanh(wX) does: such bins "
            r"saturate by themselves.",
            Cases(
                "1/100 <= w <= 15/2",
                as_hardtanh,
                because="the bin of a number is that of its hardtanh",
            ),
            [Mutant("hypothesis", "with bins that go on too", lambda: as_hardtanh(wide))],
        ),
        Part(
            r"With four bins of equal mass $I(X;Q(L)) = \log 4$ for every $w > 0$ and $L = wX$, or $\tanh(wX)$.",
            Cases(
                "wX, 1/100 <= w <= 100",
                constant,
                because="the bins of wX of equal mass are w times those of X; tanh maps bins and outputs alike",
            ),
            [
                Mutant("hypothesis", "with fixed bins too", lambda: constant(bins=clipped)),
                Mutant("hypothesis", "for relu too", lambda: constant("relu")),
            ],
        ),
    ],
    note="X is uniform here, and normal in the three-neuron model of [3]: only the masses of bins differ.",
)
