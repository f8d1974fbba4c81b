r"""What the precision of a soft decision sees: the means of the output given Y, and how far they are apart.

Chain     P(D = 1|Y = y) = E[t|Y = y], as D is 1 with the probability t given X: only these means matter
Apart     I(Y;D) is convex in the pair of means, and 0 exactly where they are equal: it grows with their distance
"""

from ibverify.exact import rational
from ibverify.examples import soft_outputs as soft
from ibverify.examples.swept import precision
from ibverify.examples.swept_slopes import slopes
from ibverify.ledger import Cases, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.sweep import sweep

TRIPLE = ("f'_cont", "f''_cont", "f'''_cont")
MEANS = {"f'_cont": ("1/5", "4/5"), "f''_cont": ("2/5", "3/5"), "f'''_cont": ("1/10", "9/10")}
CLASSES = ((1, 1), (1, 3), (2, 1))  # how often each class occurs
OTHERS = ("0", "1/5", "3/5", "1")  # means of class 1


def pair(zero, one):
    return (("0", zero), ("1", one))


def of(problem):
    return analyze(problem).readout.precision


def through_means(term="precision"):
    for picture, (zero, one) in MEANS.items():
        found, at_means = (analyze(each).readout for each in (soft.problem(picture), soft.outputs(pair(zero, one))))
        yield check(f"{term} is that of the means", getattr(found, term), "==", getattr(at_means, term), picture)


def ordered(triple=TRIPLE):
    one, two, three = (of(soft.problem(picture)) for picture in triple)
    yield check("I(Y;D') > I(Y;D'')", one, ">", two)
    yield check("I(Y;D''') > I(Y;D')", three, ">", one)


def swept(zeros, ones, other):
    def family(mean):
        return soft.outputs([("0", mean)] * zeros + [("1", other)] * ones)

    return sweep(family, "m", rational(0), rational(1))


def apart(directions=(-1, 1)):
    for zeros, ones in CLASSES:
        for other in OTHERS:
            found = slopes(swept(zeros, ones, other), precision)
            wanted = directions[:1] if other == "1" else directions[1:] if other == "0" else directions
            where = f"P(Y = 0) = {zeros}/{zeros + ones}, mean {other} of class 1, that of class 0 from 0 to 1"
            yield check("stretches", len(found), "==", len(wanted), where)
            for sign, direction in zip(found, wanted, strict=False):
                yield check("falls towards the other mean, rises after it", sign, "==", direction, where)


def perfect(zero="0", one="1", relation="=="):
    found = analyze(soft.outputs(pair(zero, one)))
    on = f"outputs {zero} for class 0, {one} for class 1"
    yield check(f"I(Y;D) {relation} H(Y)", found.readout.precision, relation, found.label_entropy, on)


def best():
    yield from (*perfect(), *perfect("1", "0"))
    for means in (("0", "99/100"), ("1/100", "1"), ("1", "1/100")):
        yield from perfect(*means, "<")


def widths(sign=-1):
    for each in slopes(sweep(soft.clusters, "a", rational(0), rational("1/2")), precision):
        yield check("slope of I(Y;D)", each, "==", sign, "0 < a < 1/2")


def flat():
    problems = [soft.clusters(rational(a) / 10) for a in (2, 4)]
    yield check("equal precisions", of(problems[0]), "==", of(problems[1]), "a = 1/5 and a = 2/5")


CLAIM = Claim(
    Statement(
        r"The precision $I(Y;\hat Y)$ of a soft decision depends on the output only through $\mathsf E[\tilde Y|Y]$. "
        r"For two classes it strictly grows as one of the two means moves away from the other, up to $H(Y)$, attained "
        r"exactly by the clusters {0} and {1}. For classes uniform on [0, a] and [1 - a, 1] it strictly falls in a. "
        r"In Fig. 2 it prefers $f'''_{cont}$ to $f'_{cont}$ and this to $f''_{cont}$.",
        source="Sec. 5.2, amended",
    ),
    parts=[
        Part(
            r"$I(Y;\hat Y)$ depends on $\tilde Y$ only through $\mathsf E[\tilde Y|Y]$.",
            Cases(
                "the three functions on T, and outputs at the means of their classes",
                through_means,
                because="P(D = 1|Y = y) = E[t|Y = y], and with P(Y = y) these are the law of (Y, D)",
            ),
            [Mutant("subject", "so does I(X;D)", lambda: through_means("compression"))],
        ),
        Part(
            r"For two classes $I(Y;\hat Y)$ strictly falls as the mean of one moves towards that of the other.",
            Cases(
                "three priors and four means of class 1, all means of class 0",
                apart,
                because="for given P(Y) it is convex in the two means, and 0 exactly where they are equal",
            ),
            [Mutant("direction", "it strictly rises", lambda: apart((1, -1)))],
        ),
        Part(
            r"For two classes $I(Y;\hat Y) = H(Y)$ exactly if $\tilde Y = Y$, or $\tilde Y = 1 - Y$, almost surely.",
            Cases(
                "outputs at and close to 0 and 1",
                best,
                because="H(Y|D) = 0 needs the mean 0 for one class and 1 for the other: these are means of points",
            ),
            [
                Mutant("hypothesis", "of any two points", lambda: perfect("1/10", "9/10")),
                Mutant("direction", "never", lambda: perfect(relation="<")),
            ],
        ),
        Part(
            r"For equally likely classes, uniform on $[0, a]$ and $[1 - a, 1]$, it strictly falls in $a$.",
            Cases("the slope, proved for 0 < a < 1/2", widths, because="I(Y;D) is continuous in a on [0, 1/2]"),
            [Mutant("constant", "it does not depend on a", flat)],
        ),
        Part(
            r"In Fig. 2, $I(Y;\hat Y'''_{cont}) > I(Y;\hat Y'_{cont}) > I(Y;\hat Y''_{cont})$.",
            Example("the reconstruction, X uniform on T", ordered),
            [Mutant("direction", "f'' is preferred to f'''", lambda: ordered(("f'''_cont", "f'_cont", "f''_cont")))],
            beyond=Instances("pictures drawn, with images of one length", soft.cont, ordered),
        ),
    ],
)
