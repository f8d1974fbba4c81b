r"""What noise sees beside the support of X: nothing on the representation, what P4 asks for at the input.

Chain     H(Y) = I(Y;L) + H(Y|L), L the representation of the noisy input: the precision lacks what the noise costs
Widths    f'''_disc falls from 2/3 right of S2 and rises from 1/3 right of S3: they meet if 2/3 - 140w < 1/3 + 280w
"""

from ibverify.examples import fig2, input_noise, pictures
from ibverify.examples.noise_widths import order_between, with_noise
from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import entropy_splits
from ibverify.ledger import Cases, Check, Claim, Derived, Example, Instances, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze
from ibverify.study.compare import Order
from ibverify.study.crossing import crossings
from ibverify.study.decision import disagreement

PAIR = ("f'_disc", "f'''_disc")
NOISY = setting(Y=source("finite"), X=channel("Y"), V=channel("X"), L=function("V"))
SAME = (
    "functions that agree almost surely have one law of (X, Y, L), and that of L and its noise is all a term depends on"
)


def unseen(pair=PAIR, relation=">"):
    one, three = (fig2.problem(f) for f in pair)
    yield check("P(f' != f''') = 0", disagreement(one, three), "==", 0)
    for width in ("1/100", "1/6"):
        first, second = (analyze(with_noise(p, width)).readout for p in (one, three))
        yield check("equal compression", first.compression, "==", second.compression, f"w = {width} on L")
        yield check("equal precision", first.precision, "==", second.precision, f"w = {width} on L")
    left, right = map(fig2.margin, pair)
    yield check(f"the margin of f' {relation} that of f'''", left, relation, right, "the decision at 1/2, X on T")


def seen():
    one, three = (input_noise.swept(f, "1/10") for f in PAIR)
    found = crossings(three, one, lambda terms: terms.precision)
    yield Check("I(Y;f''') as A, I(Y;f') as B", order_between(found, "1/1260", "1/10", Order.A))
    yield Check("I(Y;f''') as A, I(Y;f') as B", order_between(found, 0, "1/1260", Order.EQUAL))


def precisions(width, relation=">", pair=PAIR):
    one, three = (analyze(input_noise.with_noise(f, width))[2].precision for f in pair)
    yield check(f"I(Y;f') {relation} I(Y;f''')", one, relation, three, f"w = {width} at the input")


def lost():
    return calculation(NOISY, H("Y")).equals(I("Y", "L") + H("Y", "L"), by=entropy_splits("Y", "L"))


CLAIM = Claim(
    Statement(
        r"Noise on the representation, in the network or in the computation, does not tell functions apart that agree "
        r"on the support of X, such as $f'_{disc}$ and the less robust $f'''_{disc}$. Noise on $X_1$, uniform on "
        r"$[-w, w]$, does: $I(Y; f'_{disc}(X_1 + \eta)) > I(Y; f'''_{disc}(X_1 + \eta))$ for $1/1260 < w < 1/10$.",
        source="Sec. 5.3 and the end of Sec. 5, amended",
    ),
    parts=[
        Part(
            r"Functions that agree on the support of X have the same functional under every noise on L; "
            r"$f'_{disc}$ and $f'''_{disc}$ do, and the margin of the first is larger.",
            Cases("f'_disc and f'''_disc, X uniform on T", unseen, because=SAME),
            [
                Mutant("direction", "the margin is smaller", lambda: unseen(relation="<")),
                Mutant("subject", "f' and f'' agree", lambda: unseen(("f'_disc", "f''_disc"))),
            ],
            beyond=Instances("pictures drawn, with one crossing in each gap", pictures.steep, unseen),
        ),
        Part(
            r"For X uniform on T and noise at the input, $I(Y; f'_{disc}(X_1 + \eta)) > I(Y; f'''_{disc}(X_1 + \eta))$ "
            r"for $1/1260 < w < 1/10$; for $w \le 1/1260$ both are $\log 2$.",
            Example("formulas in w", seen),
            [
                Mutant("constant", "for every w > 0", lambda: precisions("1/1260")),
                Mutant("constant", "both are equal for w <= 1/1000", lambda: precisions("1/1000", "==")),
                Mutant("direction", "the first is smaller", lambda: precisions("1/50", "<")),
            ],
            beyond=Instances("pictures drawn, w = 1/50", pictures.steep, lambda pair: precisions("1/50", pair=pair)),
        ),
        Part(
            r"$H(Y|L) = H(Y) - I(Y;L)$ for the representation L of the noisy input: perfect precision under the noise "
            r"says that L leaves no doubt of the class.",
            Derived(NOISY, I("Y", "L") + H("Y", "L"), "==", H("Y"), lost, moved=H("Y", "L")),
            [
                near_miss("hypothesis", "whatever the noise, no doubt", NOISY, I("Y", "L"), "==", H("Y")),
                near_miss("subject", "of the noisy input", NOISY, I("Y", "V") + H("Y", "L"), "==", H("Y")),
            ],
        ),
    ],
)
