r"""What holds of f'_disc and f''_disc for every law on T.

Along the line, f' puts the strips in the order 1, 3, 2, 4 and f'' in the order 1, 2, 3, 4, whose labels are 0, 1, 0, 1:
these change more than once as soon as a middle strip has a neighbour of the other label on each side.
"""

from itertools import product

from ibverify.exact import Value
from ibverify.examples import fig2, pictures
from ibverify.law import atoms, push
from ibverify.ledger import Cases, Claim, Instances, Mutant, Statement, check, fact
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.decision import thresholds

PAIR = tuple(fig2.problem(f).network for f in ("f'_disc", "f''_disc"))


def counts(support, pair=PAIR):
    law = fig2.strips([fig2.rational(s) / sum(support) for s in support])
    return [thresholds(push(network, law)[-1]) for network in pair]


def constant_on_strips():
    for network in PAIR:
        law = push(network, fig2.strips())[-1]
        yield fact("the strips go to four points", len(atoms(law)) == 4, f"{len(atoms(law))} atoms", "X uniform on T")


def cases():
    for support in product((0, 1), repeat=4):
        if any(support):
            one, two = counts(support)
            p1, p2, p3, p4 = support
            expected = bool(p2 and p3 and (p1 or p4))
            on = f"mass on strips {support}"
            yield fact("f' needs at most one threshold", one <= 1, f"{one} thresholds", on)
            yield fact("f'' needs more exactly if stated", (two > one) == expected, f"{one} and {two} thresholds", on)


def drawn(random):
    for i in range(4):
        pair = pictures.constant_on_strips(random)
        parts = [random.randint(1, 9) for _ in range(4)]
        law = fig2.strips([fig2.rational(p) / sum(parts) for p in parts])
        one, two = (analyze(Problem(law, network)) for network in pair)
        on = f"drawn picture {i + 1}"
        yield check("identical compression", one[2].compression, "==", two[2].compression, on)
        yield check("perfect precision of f'", one[2].precision, "==", one.label_entropy, on)
        yield check("perfect precision of f''", two[2].precision, "==", two.label_entropy, on)
        few, many = counts((1, 1, 1, 1), pair)
        yield check("f' needs fewer thresholds", Value(few), "<", Value(many), on)


def without_a_neighbour():
    one, two = counts((0, 1, 1, 0))
    return check("f'' needs more thresholds", Value(one), "<", Value(two), "X uniform on S2 and S3")


def three_strips():
    one, two = counts((1, 1, 0, 1))
    return check("f'' needs more thresholds", Value(one), "<", Value(two), "X uniform on S1, S2 and S4")


CLAIM = Claim(
    statement=Statement(
        says=r"For every law of X on T, $f'_{disc}$ and $f''_{disc}$ have identical compression and perfect precision. "
        r"$f'_{disc}$ needs at most one threshold; $f''_{disc}$ needs more if and only if $P(S_2) P(S_3) > 0$ and "
        r"$P(S_1) + P(S_4) > 0$.",
        source="Sec. 4.3, Fig. 2",
    ),
    evidence=[
        Cases(constant_on_strips, because="then compression is the entropy of the strip and precision H(Y)"),
        Cases(cases, because="only which strips have positive mass matters for the number of thresholds"),
    ],
    beyond=[Instances(drawn)],
    mutants=[
        Mutant("no neighbour", "mass on S2 and S3 is enough", without_a_neighbour),
        Mutant("three strips", "mass on any three strips is enough", three_strips),
    ],
)
