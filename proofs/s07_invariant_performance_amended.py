r"""The decisions are invariant to C if L is; the performance is, if L and the label together are.

Chain     D depends on all else through L alone: I(C;D) <= I(C;L), and I(C;Y,D) <= I(C;Y,L)
"""

from ibverify.kernel import I, calculation, channel, setting, source
from ibverify.kernel.lemmas import data_processing, with_function
from ibverify.kernel.reasons import chain, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

DECIDED = setting(
    C=source(), X=channel("C"), Y=channel("X", "C", finite=True), L=channel("X"), D=channel("L", finite=True)
)
LABEL, DECISION = ["Y", "L"], ["Y", "D"]


def decisions():
    return calculation(DECIDED, I("C", "L")).at_least(I("C", "D"), by=data_processing("C", "D", through="L"))


def performance():
    rest = I("C", "L", DECISION)
    start = calculation(DECIDED, I("C", LABEL)).equals(I("C", ["D", *LABEL]), by=with_function("C", LABEL, "D"))
    split = start.equals(I("C", DECISION) + rest, by=chain("C", DECISION, "L"))
    return split.at_least(I("C", DECISION), by=nonnegative(rest))


CLAIM = Claim(
    Statement(
        r"$I(C;D) \le I(C;L)$ and $I(C;Y,D) \le I(C;Y,L)$: the decisions are invariant to $C$ if $L$ is, and how often "
        r"they are wrong, if $(Y,L)$ is.",
        source="Sec. 7, [33], amended",
    ),
    parts=[
        Part(
            r"$I(C;D) \le I(C;L)$.",
            Derived(DECIDED, I("C", "D"), "<=", I("C", "L"), decisions),
            [near_miss("direction", "turned round", DECIDED, I("C", "D"), ">=", I("C", "L"))],
        ),
        Part(
            r"$I(C;Y,D) \le I(C;Y,L)$; 0 on the right makes the joint law of label and decision the same for each $C$.",
            Derived(DECIDED, I("C", DECISION), "<=", I("C", LABEL), performance),
            [near_miss("hypothesis", "by L alone", DECIDED, I("C", DECISION), "<=", I("C", "L"))],
        ),
    ],
)
