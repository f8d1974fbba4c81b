r"""The precision term of the variational bottleneck as two steps, and its two losses, on the construction of [6].

Setting   X -> L a noisy bottleneck, Yt = h(L) a softmax output, read as the surrogate Q(y|l) = h(l)_y.
Chain     I(Y;L) + C(Q) = I(Y;Yt) + I(Y;L|Yt) + C(Q), and I(Y;Yt) + C(Q) = H(Y) + E D(P_{Y|Yt} || Q)
"""

from ibverify.examples.decoders import DETERMINISTIC
from ibverify.kernel import C, D, H, I, calculation
from ibverify.kernel.lemmas import entropy_splits, split, with_function
from ibverify.kernel.reasons import chain
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

OUTPUT, DECODER, RULE = I("Y", "Yt"), I("Y", "L", "Yt"), D("Yt", "Q")


def first():
    start = calculation(DETERMINISTIC, I("Y", "L")).equals(I("Y", ["L", "Yt"]), by=with_function("Y", "L", "Yt"))
    return start.equals(OUTPUT + DECODER, by=chain("Y", "Yt", "L"))


def second():
    start = calculation(DETERMINISTIC, OUTPUT + C("Q")).equals(OUTPUT + H("Y", "Yt") + RULE, by=split("Q"))
    return start.equals(H("Y") + RULE, by=entropy_splits("Y", "Yt"))


CLAIM = Claim(
    Statement(
        r"They replace the precision term by cross-entropy loss, two steps applied sequentially: first lower bounding "
        r"$I(Y;L)$ by $I(Y;\tilde Y)$ and then $I(Y;\tilde Y)$ by cross-entropy.",
        source="Sec. 6, [6]",
    ),
    parts=[
        Part(
            r"The first step loses $I(Y;L|\tilde Y)$.",
            Derived(DETERMINISTIC, I("Y", "L"), "==", OUTPUT + DECODER, first),
            [near_miss("constant", "it loses nothing", DETERMINISTIC, I("Y", "L"), "==", OUTPUT)],
        ),
        Part(
            r"The second loses $D(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            Derived(DETERMINISTIC, OUTPUT + C("Q"), "==", H("Y") + RULE, second),
            [near_miss("constant", "it loses nothing", DETERMINISTIC, OUTPUT + C("Q"), "==", H("Y"))],
        ),
    ],
    rests_on=["s09.eq24", "s09.two-losses"],
)
