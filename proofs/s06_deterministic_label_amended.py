r"""In a network whose output predicts perfectly, no layer loses prediction: data processing, whatever the label.

Chain     I(Y;L) >= I(Y;M) >= I(Y;T) = H(Y), and I(Y;L) <= H(Y)
"""

from ibverify.kernel import H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import at_most_entropy, data_processing
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

LAYERS = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=channel("L"), T=channel("M"))
PERFECT = LAYERS.assuming(Formula(I("Y", "T"), "==", H("Y")))


def deeper():
    start = calculation(PERFECT, I("Y", "M")).at_least(I("Y", "T"), by=data_processing("Y", "T", through="M"))
    return start.equals(H("Y"), by=hypothesis())


def shallower():
    start = calculation(PERFECT, I("Y", "L")).at_least(I("Y", "M"), by=data_processing("Y", "M", through="L"))
    return start.at_least(H("Y"), by=deeper().theorem)


def most():
    return calculation(LAYERS, I("Y", "L")).at_most(H("Y"), by=at_most_entropy("L", "Y"))


def compression():
    return calculation(LAYERS, I("X", "L")).at_least(I("X", "M"), by=data_processing("X", "M", through="L"))


CLAIM = Claim(
    Statement(
        r"If $I(Y;\tilde Y) = H(Y)$ at the output, then $I(Y;L) = H(Y)$ at each layer: along such networks prediction "
        r"is constant, while compression may increase.",
        source="Sec. 6, [24], amended",
    ),
    parts=[
        Part(
            r"$I(Y;M) \ge H(Y)$ at the layer before the output.",
            Derived(PERFECT, I("Y", "M"), ">=", H("Y"), deeper),
            [near_miss("hypothesis", "for any output", LAYERS, I("Y", "M"), ">=", H("Y"))],
        ),
        Part(
            r"$I(Y;L) \ge H(Y)$ at a layer before, and so on.",
            Derived(PERFECT, I("Y", "L"), ">=", H("Y"), shallower),
            [near_miss("hypothesis", "for any output", LAYERS, I("Y", "L"), ">=", H("Y"))],
        ),
        Part(
            r"$I(Y;L) \le H(Y)$ at any layer.",
            Derived(LAYERS, I("Y", "L"), "<=", H("Y"), most),
            [near_miss("direction", "each layer tells all of Y", LAYERS, I("Y", "L"), ">=", H("Y"))],
        ),
        Part(
            r"$I(X;M) \le I(X;L)$ for a layer $M$ behind $L$.",
            Derived(LAYERS, I("X", "M"), "<=", I("X", "L"), compression),
            [near_miss("constant", "strictly", LAYERS, I("X", "M"), "<=", I("X", "L"), strict=True)],
        ),
    ],
)
