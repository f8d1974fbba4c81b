r"""Behind a decision rule the functional may be piecewise constant: always on data sets, on some continuous X.

Data      the functional depends on which points are decided alike; it changes where a point crosses the threshold
X         a threshold in a gap of the law of L may move; within the law's support P(D = 1) moves with it
"""

from ibverify.examples import fig1
from ibverify.examples.decided import levels, starts, varying
from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.examples.swept import always, compression, stairs
from ibverify.examples.thresholds import entropy
from ibverify.kernel import I
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss


def constant(found, on):
    yield check("pieces on which a term varies", varying(found), "==", 0, on)


def data_set():
    return constant(starts(fig1.data_set()), "Fig. 1 (b), all a in [0, 1]")


def nowhere_else():
    yield check("pieces", len(starts(fig1.data_set()).pieces), "==", 1, "Fig. 1 (b), all a in [0, 1]")


def strips(middle="log(2)"):
    found = levels("f'_disc")
    yield from constant(found, "f'_disc, X uniform on T, all t in [0, 1]")
    quarter = entropy("1/4", "3/4")
    steps = [(quarter, "1/3", False), (middle, "2/3", False), (quarter, 1, False), (0, 1, True)]
    yield always("I(X;D)", found, compression, "==", stairs(found, steps))


def sloped():
    return constant(levels("f'_cont"), "f'_cont, X uniform on T, all t in [0, 1]")


CLAIM = Claim(
    Statement(
        r"Including a simple decision rule while computing the IB functional solves some of these problems, but may "
        r"lead to cost functions that are piecewise constant: it leads to large equivalence classes of DNNs that "
        r"evaluate to the same value in (6), which is conceptually similar to the IB functional being piecewise "
        r"constant.",
        source="Sec. 5.1; Sec. 7",
    ),
    parts=[
        Part(
            r"On data sets: if the decisions D, M of two networks group the points alike, $I(X;D) = I(X;M)$.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"On data sets: for such networks $I(Y;D) = I(Y;M)$.",
            Derived(SAME, I("Y", "L"), "==", I("Y", "M"), lambda: same_partition("Y")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("Y", "L"), "==", I("Y", "M"))],
        ),
        Part(
            r"So on the data set of Fig. 1 (b), for the ramp of height 2/5 decided at 1/5: in the start a both terms "
            r"are piecewise constant.",
            Example("all a in [0, 1]", data_set),
            [Mutant("quantifier", "they are constant", nowhere_else)],
        ),
        Part(
            r"On continuous X it may be so too: for $f'_{disc}$, X uniform on T, both terms are piecewise constant in "
            r"the threshold, and I(X;D) jumps at 1/3, 2/3 and 1.",
            Example("all t in [0, 1]", strips),
            [
                Mutant("constant", "I(X;D) does not jump at 1/3 and 2/3", lambda: strips(entropy("1/4", "3/4"))),
                Mutant("subject", "for f'_cont too", sloped),
                Mutant(
                    "subject",
                    "for the ramp on the intervals of Fig. 1 (c) too",
                    lambda: constant(starts(fig1.continuous()), "Fig. 1 (c), all a in [0, 1]"),
                ),
            ],
        ),
    ],
    rests_on=["s04.piecewise-constant"],
    note="May, not must: behind the rule the functional of a continuous X has a slope wherever the threshold moves "
    "within the support of L, and none where it moves in a gap.",
)
