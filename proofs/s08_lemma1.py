r"""Lemma 1: a density gives the full correlation dimension. Continuity is not needed: a square integrable one will do.

Proof     m^N sum p^2 tends to the integral of f^2: at most that by Jensen, at least that by Fatou. So H2([X]_m) = N
log m + O(1). Exactly   on a grid that refines the squares of a density that is constant on them: s08.eq13.
"""

from ibverify.examples.layers import dimension
from ibverify.kernel import calculation, quantity, setting, source
from ibverify.kernel.reasons import density
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SMOOTH = setting(X=source("density"))


def full():
    return calculation(SMOOTH, dimension("X")).equals(quantity("width", "X"), by=density("X"))


CLAIM = Claim(
    Statement(
        r"Let $X$ be an $N$-dimensional RV with a PDF $f_X$ that is continuous and supported on a compact set. Then "
        r"$d^2(X) = N$.",
        source="Sec. 8, Lemma 1",
    ),
    parts=[
        Part(
            r"$d^2(X) = |X|$ for a square integrable density that vanishes outside of a compact set.",
            Derived(SMOOTH, dimension("X"), "==", quantity("width", "X"), full),
            [near_miss("hypothesis", "for any law", setting(X=source()), dimension("X"), "==", quantity("width", "X"))],
        ),
    ],
    note="A density on a compact set that is not square integrable may have a smaller dimension, as x^(a-1) on [0, 1] "
    "with a < 1/2.",
)
