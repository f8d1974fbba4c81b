r"""Two continuous representations, both with infinite compression and perfect precision, of which one is simpler.

Both functions are strictly monotone on every strip, so a density on T has a density as its image; the images of
different classes have at most an end in common, which no density sees.
"""

from ibverify.examples import fig2, pictures
from ibverify.law import push
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check, on
from ibverify.study.analyze import analyze
from ibverify.study.decision import error, thresholds

PAIR = ("f'_cont", "f''_cont")


def continuous(pair=PAIR, law=None):
    for found in (analyze(fig2.problem(picture, law))[2] for picture in pair):
        yield check("I(X;L) = oo", found.compression, "==", "oo")
        yield check("no mass on points", found.atomic_mass, "==", 0)


def precise(pair=PAIR, law=None):
    for found in (analyze(fig2.problem(picture, law)) for picture in pair):
        yield check("I(Y;L) = H(Y)", found[2].precision, "==", found.label_entropy)


def simple(pair=PAIR, level="1/2"):
    yield check(f"P(D != Y) = 0 at {level}", error(fig2.problem(pair[0], level=level)), "==", 0)


def elaborate(pair=PAIR, law=None):
    problem = fig2.problem(pair[1], law)
    yield check("more than one threshold is needed", thresholds(push(problem.network, problem.law)[-1]), ">", 1)


def evidence(checks, because):
    return Cases("the reconstruction, X uniform on T", checks, because)


def elsewhere(checks):
    return Instances("pictures drawn, one for each order of the images of the strips", pictures.cont, checks)


def lines(low, high):
    return fig2.law([(low, low, "0"), (high, high, "1")])


def without_density():
    return on("X uniform on x1 in {1/14, 5/14}", continuous(law=lines("1/14", "5/14")))


def touching():
    return on("X uniform on x1 in {1/7, 2/7}", precise(law=lines("1/7", "2/7")))


def two_strips():
    return on("X uniform on S1, S4", elaborate(law=fig2.strips(1, 4)))


CLAIM = Claim(
    Statement(
        r"If X has a continuous distribution supported on T (read: a density, and T is the support of X, as the "
        r"caption calls it), $f'_{cont}$ and $f''_{cont}$ have perfect precision and identical compression, where "
        r"$I(X;\tilde Y'_{cont})$ and $I(X;\tilde Y''_{cont})$ are both infinite due to continuously distributed "
        r"outputs; $f'_{cont}$ admits a simple decision by thresholding at 1/2, whereas $\tilde Y''_{cont}$ requires "
        r"a more elaborate decision rule.",
        source="Sec. 4.3, Fig. 2",
    ),
    parts=[
        Part(
            r"For every density with the support T, both outputs are continuous, and both compressions infinite.",
            evidence(continuous, because="a density has a density as its image where the slopes are not 0"),
            [Mutant("hypothesis", "for every law on T without atoms both compressions are infinite", without_density)],
            beyond=elsewhere(continuous),
        ),
        Part(
            r"For every density with the support T, both precisions are perfect.",
            evidence(precise, because="a density on T sees no set that the uniform law does not see"),
            [Mutant("hypothesis", "for every law on T both precisions are perfect", touching)],
            beyond=elsewhere(precise),
        ),
        Part(
            r"For every density with the support T, the decision $\mathbb I[f'_{cont} > 1/2]$ is free of error.",
            evidence(simple, because="a density on T sees no set that the uniform law does not see"),
            [
                Mutant("constant", "the decision I[f' > 3/4] is free of error", lambda: simple(level="3/4")),
                Mutant("subject", "the decision I[f'' > 1/2] is free of error", lambda: simple(PAIR[::-1])),
            ],
            beyond=elsewhere(simple),
        ),
        Part(
            r"For every density with the support T, $f''_{cont}$ needs more than one threshold.",
            evidence(elaborate, because="a rule without error is right on the whole support, by continuity"),
            [Mutant("hypothesis", "for every density on T, f'' needs more than one threshold", two_strips)],
            beyond=elsewhere(elaborate),
        ),
    ],
)
