r"""Equal terms, but different errors of a fixed rule, different simplicity and robustness; of the best rule they do say
something.

Example   Fig. 2: f'_disc, f''_disc and f'''_disc have equal terms on T; at 1/2 f' never errs, f'' in half of all cases
Broken    I(Y;L) = H(Y) gives H(Y|L) = 0: some rule never errs
"""

from ibverify.examples import fig2
from ibverify.kernel import ZERO, H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Disproved, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze
from ibverify.study.decision import error

REPRESENTED = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))
PERFECT = REPRESENTED.assuming(Formula(I("Y", "L"), "==", H("Y")))


def equal_terms():
    one, two = (analyze(fig2.problem(f)).layers[-1] for f in ("f'_disc", "f''_disc"))
    yield check("I(X;f') = I(X;f'')", one.compression, "==", two.compression)
    yield check("I(Y;f') = I(Y;f'')", one.precision, "==", two.precision)
    first, second = errors()
    yield check("f' never errs at 1/2", first, "==", 0)
    yield check("f'' errs at 1/2 in half of all cases", second, "==", "1/2")


def errors():
    return [error(fig2.problem(f, level="1/2")) for f in ("f'_disc", "f''_disc")]


def same():
    first, second = errors()
    yield check("equal errors at 1/2", first, "==", second, "Fig. 2, X uniform on the strips")


def best():
    start = calculation(PERFECT, H("Y", "L") + I("Y", "L")).equals(H("Y"), by=entropy_splits("Y", "L"))
    return start.equals(I("Y", "L"), by=hypothesis()).cancelling(finite("L", "Y"))


CLAIM = Claim(
    Statement(
        r"While statements about the trade-off between information-theoretic compression and preservation of class "
        r"information may still be possible if the functional is finite, without applying the remedies, the IB "
        r"framework does not admit making statements about the robustness, classification performance, or the "
        r"representational simplicity of a given DNN.",
        source="Sec. 1",
    ),
    parts=[
        Part(
            r"Of a fixed decision rule: equal terms do not mean equal errors.",
            Example("Fig. 2 as reconstructed, thresholded at 1/2", equal_terms),
            [Mutant("quantifier", "equal terms mean equal errors", same)],
        ),
        Part(
            r"Of the best decision rule: even $I(Y;L) = H(Y)$ does not mean that it never errs.",
            Disproved(
                Derived(PERFECT, H("Y", "L"), "==", ZERO, best),
                because="every L with I(Y;L) = H(Y), as f'_disc and f''_disc: almost surely L determines Y",
            ),
            [near_miss("hypothesis", "for any L it never errs", REPRESENTED, H("Y", "L"), "==", ZERO)],
        ),
    ],
    amended="s01.performance-amended",
    note="Robustness and simplicity are s03.invariance.",
)
