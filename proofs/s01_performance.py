r"""Equal functionals, different performance of a fixed decision rule; of the best rule the functional does say
something.

Example   Fig. 2: f'_disc and f''_disc have equal terms; thresholded at 1/2 the first never errs, the second in half of
all cases Best      I(Y;L) = H(Y) forces H(Y|L) = 0: some rule never errs
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


def equal_terms():
    one, two = (analyze(fig2.problem(f)).layers[-1] for f in ("f'_disc", "f''_disc"))
    yield check("I(X;f') = I(X;f'')", one.compression, "==", two.compression)
    yield check("I(Y;f') = I(Y;f'')", one.precision, "==", two.precision)
    yield from errors()


def errors():
    first, second = (error(fig2.problem(f, level="1/2")) for f in ("f'_disc", "f''_disc"))
    yield check("f' never errs at 1/2", first, "==", 0)
    yield check("f'' errs at 1/2 in half of all cases", second, "==", "1/2")


def same():
    first, second = (error(fig2.problem(f, level="1/2")) for f in ("f'_disc", "f''_disc"))
    yield check("equal errors at 1/2", first, "==", second, "Fig. 2, X uniform on the strips")


def best():
    start = calculation(PERFECT, H("Y", "L") + I("Y", "L")).equals(H("Y"), by=entropy_splits("Y", "L"))
    return start.equals(I("Y", "L"), by=hypothesis()).cancelling(finite("L", "Y"))


CLAIM = Claim(
    Statement(
        r"Without applying the remedies, the IB framework does not admit making statements about the classification "
        r"performance of a given DNN.",
        source="Sec. 1",
    ),
    parts=[
        Part(
            r"For a fixed decision rule: equal terms do not mean equal errors.",
            Example("Fig. 2 as reconstructed, thresholded at 1/2", equal_terms),
            [Mutant("quantifier", "equal terms mean equal errors", same)],
        ),
        Part(
            r"For the best rule it does admit one: if $I(Y;L) = H(Y)$, then $H(Y|L) = 0$.",
            Derived(PERFECT, H("Y", "L"), "==", ZERO, best),
            [near_miss("hypothesis", "for any representation", REPRESENTED, H("Y", "L"), "==", ZERO)],
        ),
    ],
)
