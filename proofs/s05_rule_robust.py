r"""The decisions of f'_disc and of the third function, said to be identical: the second one is printed as that of f''.

As printed, $\hat Y'''_{disc} = \mathbb I[\tilde Y''_{disc} > 0.5]$ takes the output of $f''$. The context, and Sec.
4.3, speak of $f'''$: that reading is s05.rule-robust-amended. Of the picture only is used that the threshold 1/2 is
perfect for $f'$ and useless for $f''$.

Broken    X uniform on T: the decisions differ on S2 and S3, with probability 1/2
"""

from ibverify.examples import fig2, pictures
from ibverify.ledger import Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement

PAIR = ("f'_disc", "f''_disc")
WHERE = "X uniform on T"


def problems(pair, level="1/2"):
    return [fig2.problem(picture, level=level) for picture in pair]


def identical(pair=PAIR, level="1/2"):
    yield check("P(D' != D''') = 0", disagreement(*problems(pair, level)), "==", 0, WHERE)


def functionals(pair=PAIR, terms=("compression", "precision")):
    one, two = (analyze(problem).readout for problem in problems(pair))
    for term in terms:
        yield check(f"equal {term}", getattr(one, term), "==", getattr(two, term), WHERE)


def elsewhere(checks):
    return Instances("pictures drawn, one for each order of the values of the strips", pictures.disc, checks)


CLAIM = Claim(
    Statement(
        r"The same (identical decisions and, thus, identical IB functionals) can be observed by looking at "
        r"$\hat Y'_{disc} = \mathbb I[\tilde Y'_{disc} > 0.5]$ and $\hat Y'''_{disc} = "
        r"\mathbb I[\tilde Y''_{disc} > 0.5]$.",
        source="Sec. 5.1, Fig. 2",
    ),
    parts=[
        Part(
            r"As printed, $\hat Y'_{disc} = \hat Y'''_{disc}$.",
            Example(f"Fig. 2 as reconstructed, {WHERE}", identical),
            [Mutant("constant", "they are equal at the threshold 2/5", lambda: identical(level="2/5"))],
            beyond=elsewhere(identical),
        ),
        Part(
            r"As printed, both terms of (6) are the same.",
            Example(f"Fig. 2 as reconstructed, {WHERE}", functionals),
            [Mutant("constant", "at least the precisions are", lambda: functionals(terms=["precision"]))],
            beyond=elsewhere(functionals),
        ),
    ],
    amended="s05.rule-robust-amended",
    note="The second threshold is applied to the output of f'' in print; probably a prime is missing.",
)
