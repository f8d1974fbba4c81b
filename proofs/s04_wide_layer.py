r"""Behind a narrow layer a wider one has no density: its law sits on pieces of lower dimension, whatever the weights.

In general    L_i is a function of a vector with k < |L_i| coordinates, through affine maps and locally Lipschitz
              activations; such a map takes R^k to a set of Lebesgue measure 0 in R^|L_i|
Exactly       networks with leaky ReLUs: the mass on pieces of full dimension is 0
Needed        a narrower layer before it: the sum of two coordinates has a density on the line
"""

from ibverify.examples import widths
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check, on
from ibverify.study.analyze import analyze


def singular(problem):
    last = analyze(problem).layers[-1]
    yield check("mass of dimension |L|", last.dimensions.get(last.width, 0), "==", 0)


def known():
    for name, problem in widths.chosen():
        yield from on(name, singular(problem))


def narrow():
    found = analyze(widths.widening())[1]
    yield check("mass of dimension |L|", found.dimensions.get(found.width, 0), "==", 0, "the sum of two coordinates")


CLAIM = Claim(
    Statement(
        r"If the number of neurons $|L_i|$ of some layer exceeds the number of neurons of any preceding layer or the "
        r"dimension of $X$, then $L_i$ cannot have a continuous distribution on $\mathbb R^{|L_i|}$ if the activation "
        r"functions satisfy the conditions of Theorem 1.",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"The law of such a layer lives on a set of Lebesgue measure 0, so it has no density.",
            Cases(
                "five networks with leaky ReLUs, X uniform on a square",
                known,
                because="the layer is a locally Lipschitz function of a vector with fewer coordinates, and a locally "
                "Lipschitz map takes R^k to a null set of R^n for k < n: cover a cube by m^k cubes of side 1/m; "
                "their images have volume of order m^(k - n) together",
            ),
            [Mutant("subject", "nor does the law of the narrow layer", narrow)],
        )
    ],
)
