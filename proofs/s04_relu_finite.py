r"""ReLU and step: L may be discrete and the functional finite, for parameters of positive area, by exact area.

ReLU      the ramp of Fig. 1 on (c): finite where a and a + b lie in one gap of the support, or outside of it
Step      n neurons have at most 2^n values, whatever the parameters
Needed    for ReLU, gaps: on a connected support L is discrete only if it is constant
"""

from ibverify.exact import rational
from ibverify.examples import fig1, fig1_curves, thresholds
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

SQUARE = "the ramp of Fig. 1 on the four intervals of (c), all (a, b) in the unit square"


def areas(finite):
    found = fig1_curves.plane(fig1.continuous())
    area = fig1_curves.area(found) - fig1_curves.area(found, infinite=True)
    yield check("area of finite I(X;L)", area, "==", finite, SQUARE)


def by_hand():
    # Triangles of legs 1/5 in the three gaps, one of legs 1/10 before the support, and all b behind it.
    yield from areas(rational("3/50") + rational("1/200") + rational("1/10"))


def bits():
    for t in ("0", "1/8", "1/2", "7/8", "1"):
        yield check("I(X;L) <= log 2", thresholds.compression(t), "<=", "log(2)", f"X uniform on [0, 1], a = {t}")


def strictly():
    yield check("I(X;L) < log 2", thresholds.compression("1/2"), "<", "log(2)", "X uniform on [0, 1], a = 1/2")


def on_an_interval():
    found = analyze(fig1.problem(thresholds.UNIT, "1/5", "1/10")).layers[-1]
    yield check("I(X;L) < oo", found.compression, "<", "oo", "X uniform on [0, 1], a = 1/5, b = 1/10")


CLAIM = Claim(
    Statement(
        r"For ReLU or step activation functions, the intermediate representations $L$ may have purely discrete "
        r"distributions, from which follows that the IB functional is finite (at least for a non-vanishing set of "
        r"parameters).",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"With ReLU, X on the four intervals of Fig. 1 (c): of the ramps with $(a, b) \in [0, 1]^2$, those of an "
            r"area of $33/200$ have a finite $I(X;L)$.",
            Example(SQUARE, by_hand),
            [
                Mutant("quantifier", "those of the whole area 1 have", lambda: areas(1)),
                Mutant("hypothesis", "also for X uniform on [0, 1]", on_an_interval),
            ],
        ),
        Part(
            r"With step, for all parameters: $I(X;L) \le |L| \log 2$, here for one neuron.",
            Cases(
                "five thresholds, X uniform on [0, 1]",
                bits,
                because="a neuron has two values, so n of them have at most 2^n, and H(L) is at most the logarithm of "
                "their number",
            ),
            [Mutant("constant", "I(X;L) < |L| log 2", strictly)],
        ),
    ],
    rests_on=["s04.precision-finite", "s05.rule-bound"],
    note="I(Y;L) is finite always, so that the functional is finite where I(X;L) is.",
)
