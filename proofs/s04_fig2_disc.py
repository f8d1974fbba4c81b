r"""Two representations with one functional, said to differ in simplicity whatever the law of X on T is.

Each function maps each strip to a point of its own: for every law on T compression is the entropy of the strip, and
precision is H(Y). $f'$ exceeds 1/2 on the strips of class 1 alone.

Broken    on S1 and S4 the very rule I[. > 1/2] that decides $f'$ decides $f''$ without error.
"""

from ibverify.examples import fig2, pictures
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import error

PAIR = ("f'_disc", "f''_disc")
PICTURES = "pictures drawn, one for each order of the values of the strips"
CONSTANT = "the functions are constant on each strip, so only the masses of the strips matter"


def terms():
    for f in PAIR:
        for numbers, where, problem in fig2.on_unions(f):
            found = analyze(problem)
            entropy = f"log({len(numbers)})"
            yield check(f"I(X;L) is the entropy of the strip, {f}", found[2].compression, "==", entropy, where)
            yield check(f"I(Y;L) = H(Y), {f}", found[2].precision, "==", found.label_entropy, where)


def simple(picture="f'_disc", level="1/2"):
    for _, where, problem in fig2.on_unions(picture, level):
        yield check("P(D != Y) = 0", error(problem), "==", 0, where)


def elaborate(picture="f''_disc"):
    for numbers, where, problem in fig2.on_unions(picture, "1/2"):
        if {k % 2 for k in numbers} == {0, 1}:  # both classes
            yield check("P(D != Y) > 0", error(problem), ">", 0, where)


def outside(term):
    one, two = (getattr(analyze(fig2.problem(f, fig2.merged()))[2], term) for f in PAIR)
    yield check(f"equal {term}", one, "==", two, "X on two points where f' = 1/2")


CLAIM = Claim(
    Statement(
        r"Whatever the law of X on a subset of T, continuous, discrete or a data set: $f'_{disc}$ and $f''_{disc}$ "
        r"have identical compression and perfect precision; $f'_{disc}$ admits a simple decision by thresholding at "
        r"1/2, whereas $f''_{disc}$ requires a more elaborate decision rule.",
        source="Sec. 4.3, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law of X on T, $f'_{disc}$ and $f''_{disc}$ have identical compression and perfect precision.",
            Cases("X uniform on each union of strips", terms, because=CONSTANT),
            [
                Mutant("hypothesis", "the compressions agree for X on the square", lambda: outside("compression")),
                Mutant("hypothesis", "the precisions agree for X on the square", lambda: outside("precision")),
            ],
        ),
        Part(
            r"For every law of X on T, the decision $\mathbb I[f'_{disc} > 1/2]$ is free of error.",
            Cases("X uniform on each union of strips", simple, because=CONSTANT),
            [Mutant("constant", "the decision I[f' > 2/3] is free of error", lambda: simple(level="2/3"))],
            beyond=Instances(PICTURES, pictures.disc, lambda pair: simple(pair[0])),
        ),
        Part(
            r"For every law of X on a subset of T with both classes, the decision $\mathbb I[f''_{disc} > 1/2]$ errs: "
            r"$f''_{disc}$ requires another rule than $f'_{disc}$.",
            Cases("X uniform on each union of strips with both classes", elaborate, because=CONSTANT),
            [Mutant("direction", "the decision I[f'' > 1/2] is free of error", lambda: simple("f''_disc"))],
            beyond=Instances(PICTURES, pictures.disc, lambda pair: elaborate(pair[1])),
        ),
    ],
    amended="s04.fig2-disc-amended",
)
