r"""The Renyi entropy of second order: at most the entropy, equal to it where all values are equally likely.

Chain     H2(Z) <= H(Z) for any law (Jensen); in the kernel it is infinite for a law without atoms
"""

from ibverify.examples import points
from ibverify.kernel import H, calculation, quantity, setting, source
from ibverify.kernel.reasons import collision_entropy as at_most_entropy
from ibverify.law.quantized import collision_entropy
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

ANY = setting(Z=source())


def bound():
    return calculation(ANY, quantity("H2", "Z")).at_most(H("Z"), by=at_most_entropy("Z"))


def orders():
    for name, data, relation in (("distinct", points.DISTINCT, "=="), ("two coincide", points.TWO_COINCIDE, "<")):
        given = points.problem(data)
        yield check(f"H2(X) {relation} H(X)", collision_entropy(given.law), relation, analyze(given)[0].entropy, name)


def twice(relation, value):
    given = points.problem(points.TWO_COINCIDE)
    yield check(f"H2(X) {relation} {value}", collision_entropy(given.law), relation, value, "masses 2/3 and 1/3")


CLAIM = Claim(
    Statement(
        r"$H^2(Z) = -\log(\sum_z (p_Z(z))^2)$ denotes the Renyi entropy of second order of $Z$.",
        source="Sec. 8, eq. (8)",
    ),
    parts=[
        Part(
            r"$H^2(Z) \le H(Z)$ for any law of $Z$.",
            Derived(ANY, quantity("H2", "Z"), "<=", H("Z"), bound),
            [
                near_miss("direction", "it is at least the entropy", ANY, quantity("H2", "Z"), ">=", H("Z")),
                near_miss("constant", "half of the entropy", ANY, 2 * quantity("H2", "Z"), "<=", H("Z")),
            ],
        ),
        Part(
            r"It is $H(Z)$ for three equally likely values, and less than $H(Z)$ if two of them coincide.",
            Example("three points, distinct or not", orders),
            [Mutant("constant", "it is the entropy", lambda: twice("==", "log(3) - 2/3*log(2)"))],
        ),
        Part(
            r"For the masses 2/3 and 1/3 it is $\log 9/5$, if two of three points coincide.",
            Example("three points of which two coincide", lambda: twice("==", "log(9) - log(5)")),
            [Mutant("constant", "it is log 2", lambda: twice("==", "log(2)"))],
        ),
    ],
)
