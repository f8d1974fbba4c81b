r"""What the proof needs of (18): a mixture has at least the weighted dimension of its component, as a lower limit.

Chain     P(Y=0) H([L]_m|Y=0) <= H([L]_m|Y) <= H([L]_m) <= log 2 + H([L]_m|Y), for every m; divide by log m
"""

from ibverify.kernel import H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MIXTURE = setting(Y=source("finite"), X=channel("Y"), L=function("X"), V=function("L"))
SPLIT = I("V", "Y") + H("V", "Y")


def below():
    start = calculation(MIXTURE, H("V", "Y")).at_most(SPLIT, by=nonnegative(I("V", "Y")))
    return start.equals(H("V"), by=entropy_splits("V", "Y"))


def above():
    start = calculation(MIXTURE, H("V")).equals(SPLIT, by=entropy_splits("V", "Y"))
    return start.at_most(log_cardinality("Y") + H("V", "Y"), by=finite("V", "Y"))


CLAIM = Claim(
    Statement(
        r"Whatever $X_s$ is: $\liminf_m H([L]_m) / \log m \ge \mathbb P(Y=0) \liminf_m H([L]_m|Y=0) / \log m$; and "
        r"(18) holds where the limits on its right side exist.",
        source="Sec. 8, eq. (18), amended",
    ),
    parts=[
        Part(
            r"$H([L]_m|Y) \le H([L]_m)$ for every $m$, and $H([L]_m|Y) \ge \mathbb P(Y=0) H([L]_m|Y=0)$ by its "
            r"definition.",
            Derived(MIXTURE, H("V", "Y"), "<=", H("V"), below),
            [near_miss("direction", "a mixture has less entropy", MIXTURE, H("V", "Y"), ">=", H("V"))],
        ),
        Part(
            r"$H([L]_m) \le \log 2 + H([L]_m|Y)$ for every $m$.",
            Derived(MIXTURE, H("V"), "<=", log_cardinality("Y") + H("V", "Y"), above),
            [near_miss("constant", "without log 2", MIXTURE, H("V"), "<=", H("V", "Y"))],
        ),
    ],
)
