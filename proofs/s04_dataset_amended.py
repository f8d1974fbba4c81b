r"""The entropy of the empirical law: log|D| exactly if no two data points coincide.

Chain     X is a function of the index N of the row: H(X) <= H(N) <= log|D|; invertible where the points differ
"""

from ibverify.examples import points
from ibverify.kernel import H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy, of_a_function, with_function
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

ROWS = setting(N=source("finite"), X=function("N"))
DIFFERENT = setting(N=source("finite"), X=function("N", is_="invertible"))


def bound():
    start = calculation(ROWS, H("X")).equals(I("N", "X"), by=of_a_function("N", "X"))
    return start.at_most(H("N"), by=at_most_entropy("X", "N")).at_most(log_cardinality("N"), by=cardinality("N"))


def equality():
    start = calculation(DIFFERENT, H("X")).equals(I("X", ["X", "N"]), by=with_function("X", "X", "N"))
    return start.equals(I("X", "N"), by=with_function("X", "N", "X")).equals(
        I("N", ["X", "N"]), by=with_function("N", "X", "N")
    )


def entropies():
    yield check("distinct points", analyze(points.problem(points.DISTINCT))[0].entropy, "==", "log(3)")
    yield check("a point twice", analyze(points.problem(points.TWO_COINCIDE))[0].entropy, "==", "log(3) - 2/3*log(2)")


def repeated():
    yield check(
        "H(X) = log|D|", analyze(points.problem(points.TWO_COINCIDE))[0].entropy, "==", "log(3)", "a point twice"
    )


CLAIM = Claim(
    Statement(
        r"$H(X) \le \log|\mathcal D|$ for the empirical law, with equality exactly if no two points coincide.",
        source="Sec. 4.2, amended",
    ),
    parts=[
        Part(
            r"$H(X) \le \log|\mathcal D|$.",
            Derived(ROWS, H("X"), "<=", log_cardinality("N"), bound),
            [near_miss("constant", "strictly", ROWS, H("X"), "<=", log_cardinality("N"), strict=True)],
        ),
        Part(
            r"Three distinct points have $\log 3$, and $\log 3 - \frac23 \log 2$ if two of them coincide.",
            Example("three rows", entropies),
            [Mutant("hypothesis", "the points may coincide", repeated)],
        ),
    ],
)
