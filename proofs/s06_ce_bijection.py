r"""Cross-entropy sees bijections: it reads the output as a probability, and a bijection changes what it reads.

Example   outputs 1/4 and 3/4 for the classes 0 and 1: C = log 4/3; after t -> 1 - t, which is a bijection, C = log 4
"""

from ibverify.examples import outputs
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze


def information():
    plain, turned = (analyze(outputs.classes(each))[1].precision for each in (False, True))
    yield check("I(Y;T) = I(Y;1-T)", plain, "==", turned)
    yield check("I(Y;T) = log 2", plain, "==", "log(2)")
    yield check("C of t", outputs.cross_entropy(), "==", "2*log(2) - log(3)")
    yield check("less than C of 1 - t", outputs.cross_entropy(), "<", outputs.cross_entropy(turned=True))


def insensitive():
    yield check("C of t = C of 1 - t", outputs.cross_entropy(), "==", outputs.cross_entropy(turned=True), "1/4 and 3/4")


CLAIM = Claim(
    Statement(
        r"Unlike $I(Y;L)$ and $I(Y;\tilde Y)$, cross-entropy applied to a probabilistic interpretation of the output "
        r"is no longer insensitive to bijections.",
        source="Sec. 6, [6]",
    ),
    parts=[
        Part(
            r"A bijection of the output that keeps $I(Y;\tilde Y)$ and changes the cross-entropy.",
            Example("two outputs, t and 1 - t", information),
            [Mutant("subject", "cross-entropy is insensitive to bijections", insensitive)],
        )
    ],
    rests_on=["s04.bijection"],
)
