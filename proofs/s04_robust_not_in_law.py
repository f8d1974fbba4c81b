r"""Robustness is no function of the representation: one law of (X, Y, L), any margin.

The functions that equal $f'_{disc}$ on T and jump over widths d beside it have one joint law of (X, Y, L), whatever the
law of X on T. The margins of their decisions are d/4, down to 0, and noise at the input makes them err.

Fig. 3    shows less: its representations differ in I(Y;L), so looking at them does tell the two networks apart
"""

from ibverify.examples import fig2, fig3, jumps, pictures
from ibverify.examples.swept import always, always_number, precision
from ibverify.ledger import Cases, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.decision import disagreement
from ibverify.study.robustness import error_under_noise

PAIR = ("f'_disc", "f'''_disc")
CONTINUOUS = "both functions are continuous, so they are equal on T, and (X, Y, L) has one law for every law of X on T"
WIDTHS = ("d", 0, jumps.WIDEST)


def one_law(pair=PAIR, places=fig2.STRIPS, on="X uniform on T"):
    one, other = (fig2.problem(picture, fig2.law(places)) for picture in pair)
    yield check("P(f' != f''') = 0", disagreement(one, other), "==", 0, on)


def errors(size="1/28", relation="<", pair=PAIR):
    one, other = (error_under_noise(fig2.problem(picture, level="1/2"), size) for picture in pair)
    yield check(f"error of D' {relation} error of D''' under noise", one, relation, other, f"noise of up to {size}")


def robust(size="1/28"):
    found = error_under_noise(fig2.problem("f'_disc", level="1/2"), size)
    yield check("D' never errs under noise", found, "==", 0, f"X uniform on T, noise of up to {size}")


def margins(share="1/4"):
    slope = fig2.rational(share)
    for x, value in zip(("0", "2/7", "4/7", "6/7"), jumps.VALUES, strict=True):
        yield always_number(f"f({x})", jumps.value_at(x), "==", lambda d, v=value: fig2.rational(v) + d * 0, *WIDTHS)
    yield always_number(f"margin = {share} d", jumps.margin, "==", lambda d: d * slope, *WIDTHS)


def of_fig3():
    one, two = (fig3.swept(f, "1/2") for f in ("f_I", "f_II"))
    yield always("I(Y;f^I) = I(Y;f^II)", one, precision, "==", two, from_start=False)


def elsewhere(checks):
    return Instances("pictures drawn, with one crossing in each gap", pictures.steep, checks)


CLAIM = Claim(
    Statement(
        r"The question of robustness against noisy inputs, in general, cannot be answered by looking at the "
        r"intermediate representations alone.",
        source="Sec. 4.3",
    ),
    parts=[
        Part(
            r"For every law of X on T, $(X, Y, f'_{disc}(X))$ and $(X, Y, f'''_{disc}(X))$ have the same law.",
            Cases("X uniform on T", one_law, because=CONTINUOUS),
            [
                Mutant("subject", "f' and f'' have", lambda: one_law(("f'_disc", "f''_disc"))),
                Mutant("hypothesis", "for every law on the square", lambda: one_law(places=[("0", "1", "0")])),
                Mutant("subject", "f^I and f^II of Fig. 3 have one law of (Y, L)", of_fig3),
            ],
            beyond=elsewhere(one_law),
        ),
        Part(
            r"Yet under uniform noise of up to 1/28 on X, uniform on T, the decision at 1/2 of $f'_{disc}$ never errs, "
            r"and that of $f'''_{disc}$ does.",
            Example("Fig. 2 as reconstructed", lambda: [*robust(), *errors()]),
            [
                Mutant("direction", "D' errs no less", lambda: errors(relation=">=")),
                Mutant("quantifier", "D' never errs, whatever the noise", lambda: robust("1/14")),
            ],
        ),
        Part(
            r"No function of that law bounds the margin: for every $0 < d \le 1/7$ there is a function with this law "
            r"and the margin d/4.",
            Example("all d up to 1/7", margins),
            [Mutant("constant", "with the margin d/2", lambda: margins("1/2"))],
        ),
    ],
    note="Robust: P4 as the margin of the decision at 1/2, and as its error under noise. The first example of the "
    "paper, Fig. 3, does not show it: there I(Y;L) differs (s04.fig3-amended).",
)
