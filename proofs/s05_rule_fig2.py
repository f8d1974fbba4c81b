r"""The decision rule at 1/2 tells the simple representation of Fig. 2 from the other.

$f'_{cont} > 1/2$ on the strips of class 1, $f''_{cont} > 1/2$ on one strip of each class. Of the picture only that is
used, so other pictures with it are drawn.
"""

from ibverify.examples import fig2, pictures
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

PAIR = ("f'_cont", "f''_cont")


def constant(pair):
    for picture in pair:
        for k in (1, 2, 3, 4):
            found = analyze(fig2.problem(picture, fig2.strips(k), "1/2")).readout
            yield check("D is constant: H(D) = 0", found.entropy, "==", 0, fig2.uniform_on(k))


def one_bit(pair=PAIR, level="1/2"):
    for picture in pair:
        found = analyze(fig2.problem(picture, level=level)).readout
        yield check("I(X;D) = log 2", found.compression, "==", "log(2)", "X uniform on T")


def informative(pair=PAIR, level="1/2"):
    found = analyze(fig2.problem(pair[0], level=level))
    yield check("I(Y;D') = H(Y)", found.readout.precision, "==", found.label_entropy, "X uniform on T")


def useless(pair=PAIR, level="1/2", masses=None):
    found = analyze(fig2.problem(pair[1], fig2.law(masses=masses), level)).readout
    yield check("I(Y;D'') = 0", found.precision, "==", 0, f"masses {', '.join(masses)}" if masses else "X uniform on T")


def evidence(checks):
    because = "if D is constant on each strip, only the masses of the strips matter"
    return Cases("X uniform on T, and on each strip", lambda: [*constant(PAIR), *checks()], because)


def elsewhere(checks):
    drawn = "pictures drawn, one for each order of the images of the strips"
    return Instances(drawn, pictures.cont, lambda pair: [*constant(pair), *checks(pair)])


CLAIM = Claim(
    Statement(
        r"With $P(X \in S_i) = 1/4$ and the threshold 1/2: $I(X;\hat Y'_{cont}) = I(X;\hat Y''_{cont}) = 1$ bit, "
        r"$I(Y;\hat Y'_{cont}) = H(Y)$ but $I(Y;\hat Y''_{cont}) = 0$.",
        source="Sec. 5.1, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law with $P(X \in S_i) = 1/4$, $I(X;\hat Y'_{cont}) = I(X;\hat Y''_{cont}) = \log 2$.",
            evidence(one_bit),
            [Mutant("constant", "with the threshold 3/4 they are log 2", lambda: one_bit(level="3/4"))],
            beyond=elsewhere(one_bit),
        ),
        Part(
            r"For every law with $P(X \in S_i) = 1/4$, $I(Y;\hat Y'_{cont}) = H(Y)$.",
            evidence(informative),
            [
                Mutant("constant", "with the threshold 3/4, I(Y;D') = H(Y)", lambda: informative(level="3/4")),
                Mutant("subject", "I(Y;D'') = H(Y)", lambda: informative(PAIR[::-1])),
            ],
            beyond=elsewhere(informative),
        ),
        Part(
            r"For every law with $P(X \in S_i) = 1/4$, $I(Y;\hat Y''_{cont}) = 0$.",
            evidence(useless),
            [
                Mutant(
                    "hypothesis",
                    "whatever the masses, I(Y;D'') = 0",
                    lambda: useless(masses=("1/2", "1/4", "1/8", "1/8")),
                ),
                Mutant("constant", "with the threshold 1/5, I(Y;D'') = 0", lambda: useless(level="1/5")),
            ],
            beyond=elsewhere(useless),
        ),
    ],
)
