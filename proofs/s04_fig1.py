r"""Fig. 1: what its parameters give, and I(X;L) as an exact function of them on points, data set and intervals.

The scan has no curves and no b: b = 2/5 is looked at, and all of the unit square. The mutual information of (e)-(g) is
$I(X;L)$, as it is infinite somewhere. By (2), [1; 1] is $W_0^T$ and [1, -1] is $W_1^T$: what is printed is transposed.

(c)       infinite unless the ramp rises within a gap, [a, a + b] in [3/20, 7/20], [2/5, 3/5] or [13/20, 17/20], or left
          of 1/10, or right of 9/10, or not at all (b = 0); no gap is longer than 1/5
"""

from ibverify.examples import fig1
from ibverify.examples.fig1_curves import area, by_outputs, curve, differ, faces, is_number, plane
from ibverify.examples.swept import always, compression, stairs
from ibverify.examples.thresholds import entropy
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check

SQUARE = "all (a, b) in the unit square"
STEPS = (  # of (a) with b = 2/5: what is at or above a + b is one atom, what is at or below a another
    (entropy("1/8", "1/4", "5/8"), "9/40", True),
    (entropy("1/8", "1/4", "1/2", "1/8"), "3/8", False),
    (entropy("3/8", "1/2", "1/8"), "5/8", False),
    (entropy("7/8", "1/8"), "7/8", False),
    (0, 1, True),
)


def ramp(**changed):
    for output in ("identity", "relu"):
        says = f"volume of the (x, a, b) where they differ, {output} output"
        yield check(says, differ(**{"output": output} | changed), "==", 0, "x, a and b in [0, 1]")


def as_outputs(law):
    found = plane(law)
    terms = list(faces(found))
    yield check("area of the cells", area(found), "==", 1, SQUARE)
    varying = sum(not is_number(own.compression) for _, _, own in terms)
    yield check("faces of the square on which I(X;L) varies", varying, "==", 0)
    wrong = sum(not same(own.compression, by_outputs(law, a, b)) for a, b, own in terms)
    yield check("faces on which I(X;L) is not what the outputs of the ramp say", wrong, "==", 0)
    return found


def same(one, other):
    return one.is_infinite and other.is_infinite if one.is_infinite or other.is_infinite else one == other


def finite(law):
    found = yield from as_outputs(law)
    yield check("area where I(X;L) is infinite", area(found, infinite=True), "==", 0, SQUARE)


def intervals():
    found = yield from as_outputs(fig1.continuous())
    yield check("area where I(X;L) is infinite", area(found, infinite=True), "==", "167/200", SQUARE)


def finite_on_intervals(b):
    yield always(f"I(X;L) < oo, (c) with b = {b}", curve(fig1.continuous(), b), compression, "<", "oo")


def constant_precision():
    varying = sum(not is_number(piece.terms.precision) for piece in curve(fig1.continuous()).pieces)
    yield check("intervals of a on which I(Y;L) varies", varying, "==", 0, "(c) with b = 2/5")


def on_points(steps=STEPS):
    found = curve(fig1.discrete())
    yield always("I(X;L), (a)", found, compression, "==", stairs(found, steps))


def on_intervals(b, *infinite):
    found = curve(fig1.continuous(), b)
    steps = [(value, end, belongs) for value, end, belongs in infinite]
    yield always(f"I(X;L), (c) with b = {b}", found, compression, "==", stairs(found, steps))


def long_ramp(first=("oo", "9/10", False)):
    yield from on_intervals("2/5", first, (0, 1, True))
    yield from on_intervals("1/4", first, (0, 1, True))


CLAIM = Claim(
    Statement(
        r"(d): the parameters $\Theta_0 = \{[1;1], [-a;-a-b]\}$, $\Theta_1 = \{[1,-1], 0\}$ lead to the ramp f. "
        r"(e)-(g): it can be seen that the mutual information is piecewise constant. The missing values in (g) "
        r"indicate that it is infinite at the respective positions.",
        source="Sec. 4.2, Fig. 1",
    ),
    parts=[
        Part(
            r"(d): for $a, b \ge 0$, $f(x) = \min(\max(x - a, 0), b)$, with a linear or a ReLU output neuron.",
            Example("x, a and b in [0, 1], uniform on the cube: both functions are continuous", ramp),
            [
                Mutant("hypothesis", "for b < 0 as well", lambda: ramp(lowest=-1)),
                Mutant("constant", "with the bias -b in place of -a - b", lambda: ramp(bias=0)),
            ],
        ),
        Part(
            r"(e), on the points of (a): for all $(a, b) \in [0, 1]^2$, $I(X;L)$ is piecewise constant, finite, and "
            r"the entropy of the split of the points by f.",
            Example(SQUARE, lambda: finite(fig1.discrete())),
            [Mutant("subject", "it is finite on (c) with b = 2/5", lambda: finite_on_intervals("2/5"))],
        ),
        Part(
            r"(e) with b = 2/5: $I(X;L)$ jumps at a = 9/40, 3/8, 5/8 and 7/8, and nowhere else.",
            Example("all a in [0, 1]", on_points),
            [Mutant("constant", "it is 0 from a = 5/8 on", lambda: on_points([*STEPS[:3], (0, 1, True)]))],
        ),
        Part(
            r"(f), on the data set of (b): the same for all $(a, b) \in [0, 1]^2$.",
            Example(SQUARE, lambda: finite(fig1.data_set())),
            [Mutant("subject", "it is finite on (c) with b = 1/20", lambda: finite_on_intervals("1/20"))],
        ),
        Part(
            r"(g), on the intervals of (c): $I(X;L)$ is infinite where f rises on a part of an interval, which is on "
            r"167/200 of $[0, 1]^2$; elsewhere it is piecewise constant, the entropy of the split of the intervals.",
            Example(SQUARE, intervals),
            [
                Mutant("quantifier", "it is infinite for no a if b = 1/10", lambda: finite_on_intervals("1/10")),
                Mutant("subject", "I(Y;L) is piecewise constant too", constant_precision),
            ],
        ),
        Part(
            r"(g) with b = 1/4 and b = 2/5, longer than all gaps: infinite for a < 9/10, and 0 from there on.",
            Example("all a in [0, 1]", long_ramp),
            [
                Mutant("constant", "infinite at a = 9/10 too", lambda: long_ramp(("oo", "9/10", True))),
                Mutant(
                    "hypothesis",
                    "the same for b = 1/5, as long as a gap",
                    lambda: on_intervals("1/5", ("oo", "9/10", False), (0, 1, True)),
                ),
            ],
        ),
    ],
    note="I(X;L) is finite and not 0 on (c) only for b <= 1/5. I(Y;L) varies on (c) where f rises on an interval.",
)
