r"""What the proof needs of (18): a mixture has at least the weighted dimension of its component, as a lower limit.

Chain     P(Y=0) H([L]_m|Y=0) <= H([L]_m|Y) <= H([L]_m) <= log 2 + H([L]_m|Y), for every m; divide by log m
"""

from ibverify.examples.quantized_mixture import AT_MOST, GIVEN, MIXTURE, above, below
from ibverify.kernel import H
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

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
            Derived(MIXTURE, GIVEN, "<=", H("V"), below),
            [near_miss("direction", "a mixture has less entropy", MIXTURE, GIVEN, ">=", H("V"))],
        ),
        Part(
            r"$H([L]_m) \le \log 2 + H([L]_m|Y)$ for every $m$.",
            Derived(MIXTURE, H("V"), "<=", AT_MOST, above),
            [near_miss("constant", "without log 2", MIXTURE, H("V"), "<=", GIVEN)],
        ),
    ],
)
