r"""Lemma 1: a density gives the full correlation dimension, and the limit exists. Square integrable will do.

Proof     m^N sum p^2 tends to the integral of f^2: at most that by Jensen, at least that by Fatou. So H2([X]_m) = N
          log m + O(1)
Limit     the upper dimension is at most N, as a cube of positive probability has m^N cubes of side 1/m
Exactly   for f = 1 - |x| and every m: s08.eq13
"""

from ibverify.examples.dimensions import INPUTS
from ibverify.examples.layers import ALONE, dimension, lemma_1, limit_of_input, upper, width
from ibverify.kernel import setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

ANY = setting(X=source())

CLAIM = Claim(
    Statement(
        r"Let $X$ be an $N$-dimensional RV with a PDF $f_X$ that is continuous and supported on a compact set. Then "
        r"$d^2(X) = N$.",
        source="Sec. 8, Lemma 1",
    ),
    parts=[
        Part(
            r"The lower limit in (9) is $N$, for a square integrable density that vanishes outside of a compact set.",
            Derived(ALONE, dimension("X"), "==", width("X"), lemma_1),
            [near_miss("hypothesis", "for any law", ANY, dimension("X"), "==", width("X"))],
            estimates=INPUTS,
        ),
        Part(
            r"So is the upper one: the limit exists.",
            Derived(ALONE, upper("X"), "==", width("X"), limit_of_input),
            [near_miss("hypothesis", "for any law", ANY, upper("X"), "==", width("X"))],
        ),
    ],
    note="A density on a compact set that is not square integrable may have a smaller dimension, as x^(a-1) on [0, 1] "
    "with a < 1/2.",
)
