r"""A representation that tells nothing of C need not make the performance invariant to C.

Chain     D depends on C through L alone: I(C;D) <= I(C;L) = 0
Broken    C and U fair bits, X = (C, U), L = D = U, and Y = U, turned round if C = 1: I(C;L) = 0; it never errs for
          C = 0, and always does for C = 1
"""

from ibverify.examples import tables
from ibverify.kernel import ZERO, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss

DECIDED = setting(C=source(), X=channel("C"), L=channel("X"), D=channel("L", finite=True))
INVARIANT = DECIDED.assuming(Formula(I("C", "L"), "==", ZERO))


def decisions():
    start = calculation(INVARIANT, I("C", "L")).at_least(I("C", "D"), by=data_processing("C", "D", through="L"))
    return calculation(INVARIANT, I("C", "D")).at_most(I("C", "L"), by=start.theorem).equals(ZERO, by=hypothesis())


def errors(c):
    """P(D differs from Y | C = c)."""
    masses = tables.marginal(tables.trait(), "C", "D", "Y")
    return 2 * sum(mass for (trait, d, y), mass in masses.items() if trait == c and d != y)


def invariant():
    yield check("I(C;L) = 0", tables.information(tables.trait(), "C", "D"), "==", 0)
    yield check("P(D != Y | C = 0) = P(D != Y | C = 1)", errors(0), "==", errors(1), "L = D = U, Y = U or 1 - U, by C")


def opposite():
    yield check("P(D != Y | C = 0) > P(D != Y | C = 1)", errors(0), ">", errors(1), "L = D = U, Y = U or 1 - U, by C")


CLAIM = Claim(
    Statement(
        r"Minimizing $I(C;L)$, where $C$ is some nuisance factor or discriminatory trait, makes the latent "
        r"representation $L$ and the performance of the DNN invariant to $C$.",
        source="Sec. 7, [33]",
    ),
    parts=[
        Part(
            r"If $I(C;L) = 0$, then $I(C;D) = 0$: the decisions do not depend on $C$.",
            Derived(INVARIANT, I("C", "D"), "<=", ZERO, decisions),
            [near_miss("hypothesis", "for any L", DECIDED, I("C", "D"), "<=", ZERO)],
        ),
        Part(
            r"If $I(C;L) = 0$, then the error of $D$ does not depend on $C$.",
            Example("two fair bits", invariant),
            [Mutant("direction", "it is larger for C = 0", opposite)],
        ),
    ],
    amended="s07.invariant-performance-amended",
)
