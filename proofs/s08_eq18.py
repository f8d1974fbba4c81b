r"""The information dimension of a mixture: what is derived for quantized laws, and where a term of (18) does not exist.

Chain     for V = [L]_m: H(V|Y) <= H(V) = I(V;Y) + H(V|Y) <= log 2 + H(V|Y); divide by log m, where H(V|Y) = P(Y=0)
          H(V|Y=0) + P(Y=1) H(V|Y=1)
Broken    X_s may be any law, and d(L|Y=1) need not exist: L = X_s with blocks of free digits, as in s08.eq09; the cited
          theorem assumes that it does
"""

from ibverify.examples import digits
from ibverify.examples.quantized_mixture import AT_MOST, GIVEN, MIXTURE, above, below
from ibverify.kernel import H
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss


def settles():
    for j in (1, 2, 3, 4):
        gap = digits.quotient(2 * 4**j - 1) - digits.quotient(4**j - 1)
        yield check("H([X_s]_m) / log m varies by less than 1/4 from j on", gap, "<", "1/4", f"j = {j}")


CLAIM = Claim(
    Statement(
        r"The information dimension of $L_{i+1}$ satisfies $d(L_{i+1}) = \mathbb P(Y=0) d(L_{i+1}|Y=0) + \mathbb P(Y=1)"
        r" d(L_{i+1}|Y=1)$, where $X_s$ is distributed according to any remaining component.",
        source="Sec. 8, eq. (18)",
    ),
    parts=[
        Part(
            r"$H([L]_m|Y) \le H([L]_m)$, so $d(L)$ is at least the right side where the limits exist.",
            Derived(
                MIXTURE, GIVEN, "<=", H("V"), below, because="both sides are divided by log m, and m tends to infinity"
            ),
            [near_miss("constant", "they are equal", MIXTURE, GIVEN, "==", H("V"))],
        ),
        Part(
            r"$H([L]_m) \le \log 2 + H([L]_m|Y)$, so it is at most the right side.",
            Derived(
                MIXTURE,
                H("V"),
                "<=",
                AT_MOST,
                above,
                because="both sides are divided by log m, and m tends to infinity",
            ),
            [near_miss("constant", "without log 2", MIXTURE, H("V"), "<=", GIVEN)],
        ),
        Part(
            r"The dimension $d(L_{i+1}|Y=1)$ exists, whatever $X_s$ is.",
            Cases(
                "X_s with blocks of free digits, L = X",
                settles,
                because="the quotients are 1/3 and more than 2/3 for every j, by s08.eq09",
            ),
            [Mutant("quantifier", "from j = 3 on it settles", lambda: list(settles())[2:])],
        ),
    ],
    rests_on=["s08.eq09"],
    amended="s08.eq18-amended",
    note="The proof of Theorem 1 needs one half of (18) only, which holds for lower limits.",
)
