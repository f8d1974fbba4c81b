r"""What holds of the robustness of f'_disc and f'''_disc: it depends on where in the strips the support is.

$f'''$ changes just right of S1, S2 and S3. A support with one of these ends is close to a wrong decision, whereas all
of T, and so each subset, is 5/84 away from where $f'$ decides wrongly. The numbers are those of the reconstruction.
"""

from ibverify.examples import fig2
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check
from ibverify.study.decision import disagreement, error


def same(other="f'''_disc"):
    yield check(f"P(f' != {other}) = 0", disagreement(fig2.problem("f'_disc"), fig2.problem(other)), "==", 0)


def margin(picture, relation, value, *end):
    """On T, or at an end of a strip with its label."""
    found = fig2.margin(picture, [(end[0], *end)] if end else fig2.STRIPS)
    return check(f"margin of {picture} {relation} {value}", found, relation, value, f"support {end[0] if end else 'T'}")


def on_all_of_t():
    return [margin("f'_disc", "==", "5/84"), margin("f'''_disc", "==", "1/1680")]


def near_an_end():
    yield margin("f'_disc", ">=", "5/84")
    for x, label in (("1/7", "0"), ("3/7", "1"), ("5/7", "0")):
        yield margin("f'''_disc", "<=", "1/560", x, label)


def errs(picture, relation, reach):
    found = error(fig2.problem(picture, fig2.law(moved=reach), "1/2"))
    return check(f"P(D != Y) {relation} 0 with {picture}", found, relation, 0, f"X on T, moved by up to {reach}")


def noise():
    return [errs("f'_disc", "==", "1/20"), errs("f'''_disc", ">", "1/20")]


CLAIM = Claim(
    Statement(
        r"On T, $f'_{disc} = f'''_{disc}$. The decision at 1/2 has the margin 5/84 with $f'_{disc}$ and 1/1680 with "
        r"$f'''_{disc}$ if the support of X is T. If it is a subset of T that contains the right end of S1, S2 or S3, "
        r"the margin is at least 5/84 with $f'_{disc}$ and at most 1/560 with $f'''_{disc}$, in every p-norm.",
        source="Sec. 4.3, Fig. 2",
    ),
    parts=[
        Part(
            r"On T, $f'_{disc} = f'''_{disc}$.",
            Cases("X uniform on T", same, because="both are continuous"),
            [Mutant("subject", "on T, f' = f''", lambda: same("f''_disc"))],
        ),
        Part(
            r"If T is the support, the margin is 5/84 with $f'_{disc}$ and 1/1680 with $f'''_{disc}$, in every p-norm.",
            Example("the reconstruction, support T", on_all_of_t),
            [
                Mutant("constant", "the margin of f' is 1/14", lambda: [margin("f'_disc", "==", "1/14")]),
                Mutant("subject", "f'' has the margin 5/84 too", lambda: [margin("f''_disc", "==", "5/84")]),
            ],
        ),
        Part(
            r"If the support is a subset of T with the right end of S1, S2 or S3, the margin is at least 5/84 with "
            r"$f'_{disc}$ and at most 1/560 with $f'''_{disc}$.",
            Cases("support T, and each of the three ends", near_an_end, because="on a subset no margin is smaller"),
            [
                Mutant(
                    "hypothesis",
                    "f''' has at most 1/560 with any point of S1",
                    lambda: [margin("f'''_disc", "<=", "1/560", "0", "0")],
                ),
                Mutant(
                    "hypothesis",
                    "f''' has at most 1/560 with the right end of S4",
                    lambda: [margin("f'''_disc", "<=", "1/560", "1", "1")],
                ),
                Mutant(
                    "constant",
                    "f''' has at most 1/840 with these ends",
                    lambda: [margin("f'''_disc", "<=", "1/840", "1/7", "0")],
                ),
            ],
        ),
        Part(
            r"For X uniform on T, moved by up to 1/20 in $x_1$, $f'_{disc}$ never errs, and $f'''_{disc}$ does.",
            Example("X uniform on T widened by 1/20", noise),
            [Mutant("constant", "moved by up to 1/10, f' never errs", lambda: [errs("f'_disc", "==", "1/10")])],
        ),
    ],
)
