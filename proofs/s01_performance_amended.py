r"""What the terms say of performance: of a fixed rule nothing, of the best rule at least when precision is perfect.

Example   Fig. 2: f'_disc and f''_disc have equal terms; at 1/2 the first never errs, the second in half of all cases
Chain     H(Y|L) + I(Y;L) = H(Y): perfect precision and an error-free rule are the same
"""

from ibverify.examples import fig2
from ibverify.kernel import ZERO, H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze
from ibverify.study.decision import error

REPRESENTED = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))
PERFECT = REPRESENTED.assuming(Formula(I("Y", "L"), "==", H("Y")))
DECIDED = REPRESENTED.assuming(Formula(H("Y", "L"), "==", ZERO))


def rule(picture, relation, value):
    return check(f"P(D != Y) {relation} {value}", error(fig2.problem(picture, level="1/2")), relation, value, picture)


def equal_terms():
    one, two = (analyze(fig2.problem(f)).layers[-1] for f in ("f'_disc", "f''_disc"))
    yield check("I(X;f') = I(X;f'')", one.compression, "==", two.compression)
    yield check("I(Y;f') = I(Y;f'')", one.precision, "==", two.precision)
    yield from (rule("f'_disc", "==", 0), rule("f''_disc", "==", "1/2"))


def best():
    start = calculation(PERFECT, H("Y", "L") + I("Y", "L")).equals(H("Y"), by=entropy_splits("Y", "L"))
    return start.equals(I("Y", "L"), by=hypothesis()).cancelling(finite("L", "Y"))


def perfect():
    start = calculation(DECIDED, H("Y")).equals(I("Y", "L") + H("Y", "L"), by=entropy_splits("Y", "L"))
    return start.equals(I("Y", "L"), by=hypothesis())


CLAIM = Claim(
    Statement(
        r"The terms do not determine the error of a fixed decision rule. Some rule never errs, $H(Y|L) = 0$, if and "
        r"only if $I(Y;L) = H(Y)$.",
        source="Sec. 1, amended",
    ),
    parts=[
        Part(
            r"Equal terms do not mean equal errors of a fixed rule.",
            Example("Fig. 2 as reconstructed, thresholded at 1/2", equal_terms),
            [Mutant("quantifier", "perfect precision means no error", lambda: [rule("f''_disc", "==", 0)])],
        ),
        Part(
            r"If $I(Y;L) = H(Y)$, then $H(Y|L) = 0$.",
            Derived(PERFECT, H("Y", "L"), "==", ZERO, best),
            [near_miss("hypothesis", "for any representation", REPRESENTED, H("Y", "L"), "==", ZERO)],
        ),
        Part(
            r"If $H(Y|L) = 0$, then $I(Y;L) = H(Y)$.",
            Derived(DECIDED, I("Y", "L"), "==", H("Y"), perfect),
            [near_miss("hypothesis", "for any representation", REPRESENTED, I("Y", "L"), "==", H("Y"))],
        ),
    ],
)
