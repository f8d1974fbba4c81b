r"""Two functions that agree on T, of which the steep one is said to be less robust for X on any subset of T.

Robustness is the margin: the distance of the support from the boundary of the decision at 1/2 (P4).

Broken    the steep transitions lie right of S1, S2 and S3. A law on the left end of S1 and on S4 is far from them.
"""

from ibverify.distributions import box
from ibverify.exact import Value
from ibverify.examples import fig2
from ibverify.law import mixture
from ibverify.ledger import Claim, Example, Mutant, Statement, check
from ibverify.study.analyze import analyze

PAIR = ("f'_disc", "f'''_disc")
Q = fig2.rational
SUBSET = (("0", "0"), ("6/7", "6/7"))  # the point x1 = 0 of S1 and x1 = 6/7 of S4


def checks():
    one, three = (analyze(fig2.problem(f)) for f in PAIR)
    yield check("same precision on T", one[2].precision, "==", three[2].precision)
    yield check("same compression on T", one[2].compression, "==", three[2].compression)
    yield less_robust(fig2.STRIPS, "support T")
    yield less_robust(SUBSET, "support x1 in {0, 6/7}")


def less_robust(supports, on):
    one, three = (Value(fig2.margin(f, supports)) for f in PAIR)
    return check("the margin of f''' is smaller", three, "<", one, on)


def noisy(function, reach):
    """The subset with every point moved by up to `reach`."""
    places = zip(("0", "1"), SUBSET, strict=True)
    law = mixture(
        (y, Q("1/2"), box.support([(Q(x) - Q(reach), Q(x) + Q(reach)), (Q(0), Q(1))])) for y, (x, _) in places
    )
    return analyze(fig2.problem(function, law, "1/2"))


def error_free():
    found = noisy("f'_disc", "1/8")
    return check("f' makes no error", found.readout.precision, "==", found.label_entropy, "x1 within 1/8 of {0, 6/7}")


def equal_margins():
    one, three = (Value(fig2.margin(f, fig2.STRIPS)) for f in PAIR)
    return check("equal margins", one, "==", three, "support T")


CLAIM = Claim(
    statement=Statement(
        says=r"$f'_{disc}$ and $f'''_{disc}$ implement the same function over the support of X, and "
        r"$f'_{disc}$ is more robust to noise and distortions than $f'''_{disc}$, whether X is continuous or "
        r"discrete with support over a subset of T.",
        source="Sec. 4.3, Fig. 2",
    ),
    evidence=[Example(checks)],
    mutants=[
        Mutant("f' is robust there", "on the subset f' withstands noise of 1/8", error_free),
        Mutant("no difference on T", "both have the same margin on T", equal_margins),
    ],
    amended="s04.fig2-robust-amended",
)
