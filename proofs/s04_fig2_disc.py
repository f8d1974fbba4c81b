r"""Two representations with one functional, said to differ in simplicity whatever the law of X on T is.

Both functions map each strip to a point of its own, so for every law on T compression is the entropy of the strip and
precision is H(Y). Simplicity is the least number of thresholds of a rule without error (P3).

Broken    on S1 and S2 alone, one threshold is enough for either.
"""

from itertools import product

from ibverify.exact import Value
from ibverify.examples import fig2
from ibverify.law import atoms, push
from ibverify.ledger import Cases, Claim, Mutant, Statement, check, fact
from ibverify.study.analyze import analyze
from ibverify.study.decision import thresholds

PAIR = ("f'_disc", "f''_disc")


def constant_on_strips():
    for f in PAIR:
        law = push(fig2.problem(f).network, fig2.strips())[-1]
        count = len(atoms(law))
        yield fact(f"{f} maps the strips to four points", count == 4, f"{count} atoms")
    one, two = (analyze(fig2.problem(f)) for f in PAIR)
    yield check("identical compression", one[2].compression, "==", two[2].compression)
    yield check("perfect precision of f'", one[2].precision, "==", one.label_entropy)
    yield check("perfect precision of f''", two[2].precision, "==", two.label_entropy)


def simpler():
    for support in sorted(product((0, 1), repeat=4), key=sum):
        if any(support[i] for i in (0, 2)) and any(support[i] for i in (1, 3)):
            yield needs_fewer(support)


def needs_fewer(support):
    law = fig2.strips([fig2.rational(s) / sum(support) for s in support])
    one, two = (Value(thresholds(push(fig2.problem(f).network, law)[-1])) for f in PAIR)
    where = " and ".join(f"S{i + 1}" for i, s in enumerate(support) if s)
    return check("f' needs fewer thresholds than f''", one, "<", two, f"X uniform on {where}")


def any_level():
    found = analyze(fig2.problem("f''_disc", level="1/2"))
    return check("I(Y;D'') = H(Y) at 1/2", found.readout.precision, "==", found.label_entropy, "masses 1/4")


def merged():
    one, two = (analyze(fig2.problem(f, level="1/2")).readout for f in PAIR)
    return check("I(Y;D') = I(Y;D'')", one.precision, "==", two.precision, "both thresholded at 1/2")


CLAIM = Claim(
    statement=Statement(
        says=r"Whatever the law of X on a subset of T, continuous, discrete or a data set: $f'_{disc}$ and "
        r"$f''_{disc}$ have identical compression and perfect precision, and $f'_{disc}$ admits a simple decision by "
        r"thresholding at 1/2 whereas $f''_{disc}$ requires a more elaborate rule.",
        source="Sec. 4.3, Fig. 2",
    ),
    evidence=[
        Cases(constant_on_strips, because="each function is constant on each strip, with four different values"),
        Cases(simpler, because="only which strips have positive mass matters for the number of thresholds"),
    ],
    mutants=[
        Mutant("the same rule", "the threshold 1/2 is perfect for f'' too", any_level),
        Mutant("blind to the rule", "after the threshold both have the same precision", merged),
    ],
    amended="s04.fig2-disc-amended",
    note="What is said of compression and precision holds for every law on T; simplicity needs mass on more strips.",
)
