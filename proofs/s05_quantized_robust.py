r"""The quantized functional does not tell robust networks from others: on Fig. 2, and on an interval of weights.

Fig. 2    $f'_{disc}$ and $f'''_{disc}$ agree on T, so they do behind every quantizer; their margins do not
Fig. 3    relu(w x1 + x2) > 3/8 decides Y as long as w/2 + epsilon <= 3/8; the margin falls to 0 on that interval
"""

from ibverify.exact import rational
from ibverify.examples import fig2, pictures, quantized
from ibverify.examples.quantized import OTHER, SAME, through
from ibverify.examples.swept import always, compression, precision
from ibverify.kernel import I
from ibverify.ledger import Cases, Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss
from ibverify.problem import Terms
from ibverify.study.analyze import analyze
from ibverify.study.boundary import distance_to_boundary
from ibverify.study.decision import disagreement
from ibverify.study.sweep import sweep

PAIR = ("f'_disc", "f'''_disc")
BETWEEN = (rational("1/100"), rational("3/8"))
MARGINS = {"0": "1/8", "1/4": "1/10", "1/2": "1/60", "11/20": "0"}  # by the weight


def equal(pair=PAIR):
    one, three = (fig2.problem(picture) for picture in pair)
    yield check("P(L' != L''') = 0", disagreement(one, three), "==", 0)
    for count in (2, 3, 4, 7):
        terms = Terms(quantized.levels(count), quantized.HALF)
        left, right = (analyze(quantized.problem(picture, terms)).readout for picture in pair)
        for term in ("compression", "precision"):
            yield check(f"equal {term}", getattr(left, term), "==", getattr(right, term), f"Q_L with {count} levels")


def margins(relation=">", pair=PAIR):
    yield check(f"margin of f' {relation} that of f'''", fig2.margin(pair[0]), relation, fig2.margin(pair[1]))


def apart(pair):
    return [*equal(pair), *margins(pair=pair)]


def on_fig2():
    return apart(PAIR)


def informative(found):
    for says, by in (("I(X;Q) = log 2", compression), ("I(Y;Q) = log 2", precision)):
        yield always(says, found, by, "==", "log(2)")


def weights(largest="11/20"):
    yield from informative(sweep(quantized.neuron, "w", rational(0), rational(largest)))


def epsilons():
    for family in (lambda e: quantized.neuron(0, e), lambda e: quantized.neuron(rational("3/4") - 2 * e, e)):
        yield from informative(sweep(family, "e", *BETWEEN))


def margin(weight, value):
    lows = [distance.interval()[0] for distance in distance_to_boundary(quantized.neuron(weight), "inf").values()]
    return check("margin", min(lows), "==", value, f"epsilon = 1/10, w = {weight}")


def one_class():
    return [*weights(), *epsilons(), *(margin(rational(w), value) for w, value in MARGINS.items())]


CLAIM = Claim(
    Statement(
        r"The quantized IB functional partitions DNNs into large equivalence classes that do not necessarily "
        r"distinguish according to robustness.",
        source="Sec. 5.4",
    ),
    parts=[
        Part(
            r"$I(V;Q_L(L))$ is the same for two networks whose quantized outputs coincide at the same points, "
            r"$V = Q_X(X)$.",
            Derived(SAME, I("A", "S"), "==", I("A", "T"), lambda: through("A")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("A", "S"), "==", I("A", "T"))],
        ),
        Part(
            r"So it is for $V = Y$.",
            Derived(SAME, I("Y", "S"), "==", I("Y", "T"), lambda: through("Y")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("Y", "S"), "==", I("Y", "T"))],
        ),
        Part(
            r"For X on T, $f'_{disc}$ and $f'''_{disc}$ have the same terms behind all quantizers; with the support T "
            r"the margin of the decision at 1/2 is larger for $f'_{disc}$.",
            Cases(
                "X uniform on T, four quantizers", on_fig2, because="both are continuous and agree almost surely on T"
            ),
            [
                Mutant("direction", "f''' has the larger margin", lambda: margins("<")),
                Mutant("subject", "so have f' and f''", lambda: equal(("f'_disc", "f''_disc"))),
            ],
            beyond=Instances("pictures drawn, with one crossing in each gap", pictures.steep, apart),
        ),
        Part(
            r"In Fig. 3, with $Q_L = Q'_L = \mathbb I[\cdot > 3/8]$, all neurons $\mathrm{relu}(w x_1 + x_2)$ with "
            r"$0 \le w \le \frac 34 - 2 \varepsilon$ have both terms $\log 2$; for $\varepsilon = 1/10$ their margins, "
            r"in the maximum norm, are all from 1/8 at $w = 0$ to 0.",
            Cases(
                "epsilon = 1/10 and all w; both ends of w and all epsilon in [1/100, 3/8]",
                one_class,
                because="class 0 has the largest output w/2 + epsilon, class 1 at least 1/2: terms do not change "
                "between two weights; the margin is continuous in w",
            ),
            [
                Mutant("constant", "up to w = 1, which is f^I", lambda: weights("1")),
                Mutant("quantifier", "their margins are equal", lambda: [margin(rational("1/2"), "1/8")]),
            ],
        ),
    ],
)
