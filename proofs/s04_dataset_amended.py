r"""The entropy of the empirical law: log|D| exactly if no two data points coincide.

Chain     X is a function of the row N: H(N) = H(X) + H(N|X) <= log|D|. N is uniform: H(N) = log|D|
"""

from ibverify.kernel import ZERO, H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import entropy_splits, of_a_function, with_function
from ibverify.kernel.reasons import cardinality, hypothesis, nonnegative
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SIZE = log_cardinality("N")
ROWS = setting(N=source("finite"), X=function("N"))
UNIFORM = ROWS.assuming(Formula(H("N"), "==", SIZE))
DISTINCT = setting(N=source("finite"), X=function("N", is_="invertible")).assuming(Formula(H("N"), "==", SIZE))
FULL = ROWS.assuming(Formula(H("X"), "==", SIZE))


def rows(where):
    """H(N) = H(X) + H(N|X)."""
    start = calculation(where, H("N")).equals(I("N", "X") + H("N", "X"), by=entropy_splits("N", "X"))
    return start.equals(H("X") + H("N", "X"), by=of_a_function("N", "X"))


def bound(where=ROWS):
    left = rows(where).at_least(H("X"), by=nonnegative(H("N", "X"))).theorem
    return calculation(where, H("X")).at_most(H("N"), by=left).at_most(SIZE, by=cardinality("N"))


def forth():
    start = calculation(DISTINCT, H("X")).equals(I("X", ["X", "N"]), by=with_function("X", "X", "N"))
    start = start.equals(I("X", "N"), by=with_function("X", "N", "X"))
    same = start.equals(I("N", ["X", "N"]), by=with_function("N", "X", "N"))
    return same.equals(H("N"), by=with_function("N", "N", "X")).equals(SIZE, by=hypothesis())


def back():
    start = calculation(FULL, H("N", "X") + H("X")).equals(H("N"), by=rows(FULL).theorem)
    capped = start.at_most(SIZE, by=cardinality("N"))
    return capped.equals(H("X"), by=hypothesis()).cancelling(bound(FULL).theorem)


CLAIM = Claim(
    Statement(
        r"$H(X) \le \log|\mathcal D|$ for the empirical law, with equality exactly if no two points coincide.",
        source="Sec. 4.2, amended",
    ),
    parts=[
        Part(
            r"$H(X) \le \log|\mathcal D|$, where $X$ is a function of the row $N$.",
            Derived(ROWS, H("X"), "<=", SIZE, bound),
            [near_miss("constant", "strictly", ROWS, H("X"), "<=", SIZE, strict=True)],
        ),
        Part(
            r"If no two points coincide and rows are equally likely, $H(N) = \log|\mathcal D|$, then "
            r"$H(X) = \log|\mathcal D|$.",
            Derived(DISTINCT, H("X"), "==", SIZE, forth),
            [near_miss("hypothesis", "the points may coincide", UNIFORM, H("X"), "==", SIZE)],
        ),
        Part(
            r"If $H(X) = \log|\mathcal D|$, then $H(N|X) = 0$: the point tells the row, so no two coincide.",
            Derived(FULL, H("N", "X"), "<=", ZERO, back),
            [near_miss("hypothesis", "for equally likely rows", UNIFORM, H("N", "X"), "<=", ZERO)],
        ),
    ],
)
