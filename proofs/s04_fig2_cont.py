r"""Two continuous representations, both with infinite compression and perfect precision, of which one is simpler.

Both functions increase on every strip; the images of different classes have at most an end in common, which no density
sees. A law with atoms on such ends does (a mutant).
"""

from ibverify.distributions import atom, box
from ibverify.exact import Infinite, Value
from ibverify.examples import fig2, pictures
from ibverify.law import mixture, push
from ibverify.ledger import Cases, Claim, Instances, Mutant, Statement, check
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.decision import thresholds

INFINITY = Value(Infinite("stated"))
Q = fig2.rational


def judged(pair, law, on):
    one, two = (analyze(Problem(law, network)) for network in pair)
    yield check("I(X;f') is infinite", one[2].compression, "==", INFINITY, on)
    yield check("I(X;f'') is infinite", two[2].compression, "==", INFINITY, on)
    yield check("perfect precision of f'", one[2].precision, "==", one.label_entropy, on)
    yield check("perfect precision of f''", two[2].precision, "==", two.label_entropy, on)
    few, many = (thresholds(push(network, law)[-1]) for network in pair)
    yield check("one threshold is enough for f'", Value(few), "==", Value(1), on)
    yield check("f'' needs more", Value(many), ">", Value(1), on)


def example():
    pair = [fig2.problem(f).network for f in ("f'_cont", "f''_cont")]
    yield from judged(pair, fig2.strips(), "the reconstruction")


def drawn(random):
    for i in range(4):
        yield from judged(pictures.increasing_on_strips(random), fig2.strips(), f"drawn picture {i + 1}")


def discrete_law():
    law = mixture(("01"[i % 2], Q("1/4"), atom.support([Q(low), Q("1/2")])) for i, (low, _) in enumerate(fig2.STRIPS))
    found = analyze(fig2.problem("f'_cont", law))
    return check("I(X;f') is infinite", found[2].compression, "==", INFINITY, "X on the left ends of the strips")


def touching_atoms():
    places = (("0", "1/7"), ("1", "2/7"))
    law = mixture((y, Q("1/2"), atom.support([Q(x), Q("1/2")])) for y, x in places)
    found = analyze(fig2.problem("f''_cont", law))
    return check("I(Y;f'') = H(Y)", found[2].precision, "==", found.label_entropy, "X at x1 = 1/7 (Y=0) and 2/7 (Y=1)")


def without_density():
    places = (("0", "1/14"), ("1", "5/14"))
    law = mixture((y, Q("1/2"), box.support([(Q(x), Q(x)), (Q(0), Q(1))])) for y, x in places)
    found = analyze(fig2.problem("f'_cont", law))
    return check("I(X;f') is infinite", found[2].compression, "==", INFINITY, "X uniform on x1 in {1/14, 5/14}")


def two_strips():
    law = fig2.strips(["1/2", "1/2", "0", "0"])
    few, many = (thresholds(push(fig2.problem(f).network, law)[-1]) for f in ("f'_cont", "f''_cont"))
    return check("f'' needs more thresholds", Value(few), "<", Value(many), "X uniform on S1 and S2")


CLAIM = Claim(
    statement=Statement(
        says=r"If X has a continuous distribution (read: a density) supported on T, $I(X;\tilde Y'_{cont})$ and "
        r"$I(X;\tilde Y''_{cont})$ are both infinite and both have perfect precision; $f'_{cont}$ admits a decision by "
        r"thresholding at 1/2, whereas $f''_{cont}$ requires a more elaborate rule.",
        source="Sec. 4.3, Fig. 2",
    ),
    evidence=[Cases(example, because="ranks, and classes with disjoint images, are the same for every density on T")],
    beyond=[Instances(drawn)],
    mutants=[
        Mutant("a discrete law", "both compressions are infinite for every law on T", discrete_law),
        Mutant("atoms on the ends", "f''_cont has perfect precision for every law on T", touching_atoms),
        Mutant("no density", "a law on T without atoms makes the compression infinite", without_density),
        Mutant("two strips", "f''_cont is less simple for every continuous law on a subset of T", two_strips),
    ],
    note="Continuous has to mean: with a density, and the support all of T. A law without atoms may have x1 discrete.",
)
