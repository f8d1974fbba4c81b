r"""Correlation and information dimension: the quotients have limits for some laws, and for others they do not.

Exists    X uniform on [0, 1]: [X]_m is uniform on m points, so both quotients are 1 for every m
Not       X with free binary digits in blocks, each twice as long as the one before, and 0 between: both quotients are
          1/3 at m = 2^n, n = 4^j - 1, and more than 2/3 at n = 2 4^j - 1
"""

from ibverify.exact import log_value
from ibverify.examples import counterexamples, digits, dimensions
from ibverify.law.quantized import collision_entropy, quantized
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check


def uniform(times):
    for m in range(2, 9):
        known = collision_entropy(quantized(counterexamples.UNIT, m))
        yield check(f"H2([X]_m) = {times} log m", known, "==", times * log_value(m), f"X uniform on [0, 1], m = {m}")


def oscillates():
    for n in (1, 3, 7):
        known = collision_entropy(digits.law(n))
        yield check("H2([X]_m) = (k/n) log m, m = 2^n", known, "==", log_value(2**n) * digits.quotient(n), f"n = {n}")
    for j in range(1, 6):
        yield check("k/n = 1/3, n = 4^j - 1", digits.quotient(4**j - 1), "==", "1/3", f"j = {j}")
        yield check("k/n > 2/3, n = 2 4^j - 1", digits.quotient(2 * 4**j - 1), ">", "2/3", f"j = {j}")


def settles():
    for j in (1, 2, 3):
        later = digits.quotient(2 * 4**j - 1)
        yield check("k/n differ by less than 1/4", later - digits.quotient(4**j - 1), "<", "1/4", f"digits, j = {j}")


CLAIM = Claim(
    Statement(
        r"The correlation dimension is defined as $d^2(X) = \lim_{m \to \infty} H^2([X]_m) / \log m$ provided the "
        r"limit exists; the information dimension accordingly, with entropy.",
        source="Sec. 8, eq. (9)",
    ),
    parts=[
        Part(
            r"For $X$ uniform on $[0, 1]$ both dimensions are 1.",
            Cases(
                "X uniform on [0, 1], m = 2, ..., 8",
                lambda: uniform(1),
                because="the m cubes of side 1/m have the same mass for every m, so both entropies are log m",
            ),
            [Mutant("constant", "they are 2", lambda: uniform(2))],
            estimates=dimensions.INPUT,
        ),
        Part(
            r"The proviso is needed: for a bounded $X$ with blocks of free digits neither limit exists.",
            Cases(
                "X with blocks of free digits, n up to 2047",
                oscillates,
                because="of 4^j - 1 digits (4^j - 1)/3 are free, and of 2 4^j - 1 digits (4^(j+1) - 1)/3, for every j; "
                "the law of [X]_m is uniform, so H is H2",
            ),
            [Mutant("quantifier", "the limit exists for every bounded X", settles)],
        ),
    ],
)
