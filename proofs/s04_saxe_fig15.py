r"""I(X;L) = log|D| for a large selection of weights; where it is not, and what floating point makes of it.

Injective  almost every choice of weights keeps distinct points distinct
ReLU       an open set of parameters does, another one does not, and gradient descent may go from the one to the other
Floats     tanh(10) and tanh(15) differ, and are 1 in single precision
"""

from ibverify.exact import Outcome, Status, rational
from ibverify.examples import points, rounding
from ibverify.examples.layers import any_law, injective_layers
from ibverify.kernel import H, I, function, setting, source
from ibverify.ledger import Cases, Check, Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

NET = any_law("finite")
ANY = setting(X=source("finite"), L=function("X"))
HALF = rational("1/2")


def compression(data, weight, bias=0, activation="relu"):
    return analyze(points.problem(data, [([weight], [bias], activation)]))[1].compression


def every_weight():
    found = compression([((0, 0), "0"), ((-1, 1), "1")], (1, 1), 0, "leaky_relu")
    yield check("I(X;L) = log 2", found, "==", "log(2)", "points (0, 0), (-1, 1), W = (1, 1)")


def open_sets(few="==", many="<"):
    for where, zeros, layers in points.neurons():
        found = analyze(points.problem(points.DISTINCT, layers))[1].compression
        relation = few if zeros < 2 else many
        yield check(f"I(X;L) {relation} log 3", found, relation, "log(3)", f"{where}: {zeros} outputs are 0")


def trained(rate=HALF, after="0"):
    data = [((x,), str(y)) for x, y in rounding.POINTS]
    start = rational(1), rational(0)
    for (weight, bias), wanted in ((start, "log(2)"), (rounding.descent(*start, rate), after)):
        yield check("I(X;L)", compression(data, (weight,), bias), "==", wanted, f"relu({weight} x + {bias}) at 1, 2")


def distinct():
    for weight in ("1/100", "1/2", "1", "2", "4", "-20"):
        known = Status.PROVED if rounding.differ(rational(weight)) else Status.UNKNOWN
        yield Check("the outputs at 0, ..., 15 differ", Outcome(known, "their balls are disjoint"), f"w = {weight}")


def rounded(weights, bits, relation):
    for weight in weights:
        found = rounding.as_computed(rational(weight), bits)
        yield check(f"I(X;fl(L)) {relation} log 16", found, relation, "log(16)", f"w = {weight}, {bits} bits")


def floats():
    yield from distinct()
    yield from rounded(("1/8", "1/2"), rounding.SINGLE, "==")
    yield from rounded(("1/8", "1/2", "1"), rounding.DOUBLE, "==")
    yield from rounded(("1", "2", "4"), rounding.SINGLE, "<")
    yield from rounded(("2", "4"), rounding.DOUBLE, "<")


CLAIM = Claim(
    Statement(
        r"It was shown empirically in [3, Fig. 15] that $I(X;L) = \log|\mathcal D|$ throughout training, i.e., for a "
        r"large selection of weight matrices. (Read: for weights of a set that is large, as measured by volume.)",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"For injective activations $I(X;L) = H(X)$, which is $\log|\mathcal D|$ for distinct points, for almost "
            r"every choice of weights.",
            Derived(NET, I("X", "L"), "==", H("X"), lambda: injective_layers("finite")),
            [
                near_miss("hypothesis", "for any function", ANY, I("X", "L"), "==", H("X")),
                Mutant("quantifier", "for every choice of weights", every_weight),
            ],
        ),
        Part(
            r"For one ReLU neuron on three points $I(X;L) = \log 3$ almost everywhere on the set of parameters where "
            r"at most one output is 0, and less where two or three are; both sets have an inside.",
            Cases(
                "two neurons of each cell of the parameters",
                open_sets,
                because="on a cell the same outputs are 0, and positive ones differ but on lines of parameters",
            ),
            [
                Mutant("quantifier", "it is log 3 for almost every choice of parameters", lambda: open_sets(many="==")),
                Mutant("constant", "it is less where one output is 0 as well", lambda: open_sets(few="<")),
            ],
        ),
        Part(
            r"Training can leave this set: from relu(x) at 1 and 2, where the outputs should be 0, a step of gradient "
            r"descent of rate 1/2 takes $I(X;L)$ from $\log 2 = \log|\mathcal D|$ to 0.",
            Example("one step on two points", trained),
            [
                Mutant("quantifier", "it is log|D| throughout training", lambda: trained(after="log(2)")),
                Mutant("constant", "so does one of rate 1/10", lambda: trained(rational("1/10"))),
            ],
        ),
        Part(
            r"In floats saturation merges outputs: for $\tanh(wx)$, $x = 0, \dots, 15$ equally likely, $I(X;L) = \log "
            r"16$ for every $w \ne 0$; rounded to 24 bits it is $\log 16$ at $w = 1/2$ and less from $w = 1$ on, to 53 "
            r"bits $\log 16$ at $w = 1$ and less from $w = 2$ on.",
            Cases(
                "w = 1/8, 1/2, 1, 2, 4, and 1/100, -20 over the reals",
                floats,
                because="tanh is strictly increasing, and rounding is monotone: what becomes 1 is 1 for larger w",
            ),
            [
                Mutant("constant", "53 bits keep log 16 at w = 2", lambda: rounded(("2",), rounding.DOUBLE, "==")),
                Mutant("quantifier", "24 bits keep it for every w", lambda: rounded(("1",), rounding.SINGLE, "==")),
            ],
        ),
    ],
    rests_on=["s04.dataset-amended"],
    note="Rounded as by a library that returns the nearest float. What [3] trained is not looked at. Of networks with "
    "the widths of [2] on its 4096 points, trained for the tests, that with tanh keeps log|D| at each epoch stored, in "
    "double precision, and that with ReLU does not.",
)
