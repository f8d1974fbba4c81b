r"""What holds of f'_disc and f''_disc for every law on T: equal terms, the rule of f', and when f'' needs another.

Along the line, f' puts the strips in the order 1, 3, 2, 4 and f'' in the order 1, 2, 3, 4, whose labels are 0, 1, 0, 1:
these change more than once as soon as S2 and S3 have mass and S1 or S4 has. The text allows other orders, so what is
said of f'' is of the reconstruction.
"""

from ibverify.examples import fig2, pictures
from ibverify.law import push
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import error, thresholds

PAIR = ("f'_disc", "f''_disc")


def terms():
    for f in PAIR:
        for numbers, where, problem in fig2.on_unions(f):
            found, entropy = analyze(problem), f"log({len(numbers)})"
            yield check(f"I(X;L) is the entropy of the strip, {f}", found[2].compression, "==", entropy, where)
            yield check(f"I(Y;L) = H(Y), {f}", found[2].precision, "==", found.label_entropy, where)


def errors(picture, *wrong):
    says = "P(D != Y) = " + (" + ".join(f"P(S{k})" for k in wrong) or "0")
    for numbers, where, problem in fig2.on_unions(picture, "1/2"):
        yield check(says, error(problem), "==", fig2.rational(len({*wrong} & {*numbers})) / len(numbers), where)


def decisions(pair=PAIR):
    return [*errors(pair[0]), *errors(pair[1], 2, 3)]


def needs(relation, picture, *numbers):
    problem = fig2.problem(picture, fig2.strips(*numbers))
    found = thresholds(push(problem.network, problem.law)[-1])
    return check(f"thresholds {relation} 1", found, relation, 1, fig2.uniform_on(*numbers))


def counts(pair=PAIR):
    for numbers in fig2.UNIONS:
        yield needs("<=", pair[0], *numbers)
        yield needs(">" if {2, 3} < set(numbers) else "<=", pair[1], *numbers)


def on_strips(checks):
    constant = "the functions are constant on each strip, so only the masses of the strips matter"
    return Cases("X uniform on each union of strips", checks, because=constant)


def elsewhere(checks):
    return Instances("pictures drawn, one for each order of the values of the strips", pictures.disc, checks)


def two_bits():
    yield check("I(X;f') = H(Y)", analyze(fig2.problem("f'_disc"))[2].compression, "==", "log(2)", "X uniform on T")


def merged():
    found = analyze(fig2.problem("f'_disc", fig2.merged()))
    yield check("I(Y;f') = H(Y)", found[2].precision, "==", "log(2)", "X on two points where f' = 1/2")


CLAIM = Claim(
    Statement(
        r"For every law of X on T, $f'_{disc}$ and $f''_{disc}$ have identical compression and perfect precision, and "
        r"$\mathbb I[f'_{disc} > 1/2] = Y$. In the reconstruction, $P(\mathbb I[f''_{disc} > 1/2] \ne Y) = "
        r"P(S_2 \cup S_3)$, and $f''_{disc}$ needs more than one threshold, whatever its direction, if and only if "
        r"$P(S_2) P(S_3) > 0$ and $P(S_1 \cup S_4) > 0$.",
        source="Sec. 4.3, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law of X on T, both compressions are the entropy of the strip, and both precisions $H(Y)$.",
            on_strips(terms),
            [
                Mutant("constant", "for every law on T both compressions are H(Y)", two_bits),
                Mutant("hypothesis", "for every law on the square both precisions are H(Y)", merged),
            ],
        ),
        Part(
            r"For every law of X on T, $\mathbb I[f'_{disc} > 1/2]$ never differs from Y; in the reconstruction, "
            r"$\mathbb I[f''_{disc} > 1/2]$ does with probability $P(S_2 \cup S_3)$.",
            on_strips(decisions),
            [
                Mutant("subject", "I[f'' > 1/2] never differs from Y", lambda: errors("f''_disc")),
                Mutant("constant", "I[f'' > 1/2] differs with P(S2)", lambda: errors("f''_disc", 2)),
            ],
            beyond=elsewhere(decisions),
        ),
        Part(
            r"For every law of X on T, $f'_{disc}$ needs at most one threshold; in the reconstruction, $f''_{disc}$ "
            r"needs more than one if and only if $P(S_2) P(S_3) > 0$ and $P(S_1 \cup S_4) > 0$.",
            on_strips(counts),
            [
                Mutant("hypothesis", "f'' needs more on S2 and S3 alone", lambda: [needs(">", "f''_disc", 2, 3)]),
                Mutant("hypothesis", "f'' needs more on any three strips", lambda: [needs(">", "f''_disc", 1, 2, 4)]),
                Mutant("quantifier", "f'' needs more on T alone", lambda: [needs("<=", "f''_disc", 1, 2, 3)]),
            ],
            beyond=elsewhere(counts),
        ),
    ],
)
