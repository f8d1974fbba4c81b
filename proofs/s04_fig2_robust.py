r"""Two functions that agree on T, of which the steep one is said to be less robust for X on any subset of T.

Robustness is the margin of the decision at 1/2, the distance of the support from where it is wrong (P4). As drawn, $f'$
and $f'''$ cross 1/2 once in each gap, $f'''$ beside one of the two strips.

Broken    $f'''$ is steep right of S1, S2 and S3, far from the left ends of strips. On those of S1 and S4, noise of 1/8
          leaves $f'''$ without error, and makes $f'$ err.
"""

from ibverify.examples import fig2, pictures
from ibverify.ledger import Cases, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.decision import disagreement, error

ENDS = [(x, x, label) for low, high, label in fig2.STRIPS for x in (low, high)]
PAIRS = [(zero, one) for zero in ENDS for one in ENDS if (zero[2], one[2]) == ("0", "1")]


def same(other="f'''_disc", places=fig2.STRIPS):
    law = fig2.law(places)
    yield check(f"P(f' != {other}) = 0", disagreement(fig2.problem("f'_disc", law), fig2.problem(other, law)), "==", 0)


def margins(relation, places, one="f'_disc", three="f'''_disc"):
    where = "T" if places == fig2.STRIPS else " and ".join(f"[{low}, {high}]" for low, high, _ in places)
    left, right = fig2.margin(three, places), fig2.margin(one, places)
    return check(f"margin of f''' {relation} that of f'", left, relation, right, f"support {where}")


def smaller(pair=("f'_disc", "f'''_disc")):
    return [margins("<", places, *pair) for places in (fig2.STRIPS, *PAIRS)]


def density():
    yield margins("<", (("0", "1/28", "0"), ("6/7", "25/28", "1")))


def noise():
    law = fig2.law([("0", "0", "0"), ("6/7", "6/7", "1")], moved="1/8")
    one, three = (error(fig2.problem(f, law, "1/2")) for f in ("f'_disc", "f'''_disc"))
    yield check("P(D' != Y) <= P(D''' != Y)", one, "<=", three, "x1 within 1/8 of 0 and of 6/7")


CLAIM = Claim(
    Statement(
        r"$f'_{disc}$ and $f'''_{disc}$ implement the same function over the support of X, and $f'_{disc}$ is more "
        r"robust to noise and distortions than $f'''_{disc}$, whether X is continuous or discrete with support over a "
        r"subset of T. (Robust: the margin of the decision at 1/2. As drawn, $f'''_{disc}$ crosses 1/2 once a gap.)",
        source="Sec. 4.3, Fig. 2",
    ),
    parts=[
        Part(
            r"On T, $f'_{disc} = f'''_{disc}$.",
            Cases("X uniform on T", same, because="both are continuous"),
            [
                Mutant("subject", "on T, f' = f''", lambda: same("f''_disc")),
                Mutant("hypothesis", "on the square, f' = f'''", lambda: same(places=[("0", "1", "0")])),
            ],
        ),
        Part(
            r"For every support within T, the decision $\mathbb I[f'''_{disc} > 1/2]$ has a smaller margin than "
            r"$\mathbb I[f'_{disc} > 1/2]$.",
            Example("the support T, and each pair of ends of strips of both classes", smaller),
            [
                Mutant("direction", "f''' never has a smaller margin", lambda: [margins(">=", fig2.STRIPS)]),
                Mutant("hypothesis", "the margin is smaller for every density on a subset of T", density),
                Mutant("subject", "whatever the noise, f' errs no more often than f'''", noise),
            ],
            beyond=Instances("pictures drawn, with one crossing in each gap", pictures.steep, smaller),
        ),
    ],
    amended="s04.fig2-robust-amended",
    note="A picture whose f''' crosses 1/2 beside both ends of every gap would make the second part hold.",
)
