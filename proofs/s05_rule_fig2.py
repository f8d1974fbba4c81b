r"""The decision rule at 1/2 tells the simple representation of Fig. 2 from the other.

$f'_{cont} > 1/2$ on the strips of class 1, $f''_{cont} > 1/2$ on one strip of each class. Of the picture only that is
used; other pictures with it are drawn.
"""

from ibverify.exact import Value
from ibverify.examples import fig2, pictures
from ibverify.ledger import Claim, Example, Instances, Mutant, Statement, check
from ibverify.problem import Problem
from ibverify.study.analyze import analyze

BIT = Value("log(2)")


def judged(simple, other, entropy, on):
    yield check("I(X;D') = 1 bit", simple.compression, "==", BIT, on)
    yield check("I(X;D'') = 1 bit", other.compression, "==", BIT, on)
    yield check("I(Y;D') = H(Y)", simple.precision, "==", entropy, on)
    yield check("I(Y;D'') = 0", other.precision, "==", Value(0), on)


def example():
    simple, other = (analyze(fig2.problem(f, level="1/2")) for f in ("f'_cont", "f''_cont"))
    yield from judged(simple.readout, other.readout, simple.label_entropy, "the reconstruction")


def drawn(random):
    for i in range(6):
        pair = pictures.increasing_on_strips(random)
        simple, other = (analyze(Problem(fig2.strips(), f, fig2.threshold(fig2.rational("1/2")))) for f in pair)
        yield from judged(simple.readout, other.readout, simple.label_entropy, f"drawn picture {i + 1}")


def other_prior():
    found = analyze(fig2.problem("f''_cont", fig2.strips(["1/2", "1/4", "1/8", "1/8"]), "1/2")).readout
    return check("I(Y;D'') = 0", found.precision, "==", Value(0), "masses 1/2, 1/4, 1/8, 1/8")


def other_threshold():
    found = analyze(fig2.problem("f''_cont", level="1/5")).readout
    return check("I(Y;D'') = 0", found.precision, "==", Value(0), "threshold 1/5")


def touching_threshold():
    found = analyze(fig2.problem("f'_cont", level="3/4"))
    return check("I(Y;D') = H(Y)", found.readout.precision, "==", found.label_entropy, "threshold 3/4")


CLAIM = Claim(
    statement=Statement(
        says=r"With $P(X \in S_i) = 1/4$ and the threshold 1/2: $I(X;\hat Y'_{cont}) = I(X;\hat Y''_{cont}) = 1$ bit, "
        r"$I(Y;\hat Y'_{cont}) = H(Y)$ but $I(Y;\hat Y''_{cont}) = 0$.",
        source="Sec. 5.1, Fig. 2",
    ),
    evidence=[Example(example)],
    beyond=[Instances(drawn)],
    mutants=[
        Mutant("any prior", "I(Y;D'') = 0 for every law on the strips", other_prior),
        Mutant("any threshold", "I(Y;D'') = 0 at every threshold", other_threshold),
        Mutant("any threshold for f'", "I(Y;D') = H(Y) at every threshold", touching_threshold),
    ],
)
