r"""The averaged surrogate (25) is the surrogate (22) if the decoder is deterministic: an expectation of a constant."""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, D, average, calculation
from ibverify.kernel.lemmas import average_along_a_function
from ibverify.kernel.reasons import point_mass
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MEAN = average("Q", "Yt")


def cross_entropies():
    return calculation(DETERMINISTIC, C(MEAN)).equals(C(Q_OF_L), by=average_along_a_function("Q", "Yt"))


def divergences():
    return calculation(DETERMINISTIC, D("L", MEAN)).equals(D("L", Q_OF_L), by=point_mass("Yt", "L", "Q"))


CLAIM = Claim(
    statement=Statement(
        says=r"$Q_{Y|L}(y|\ell) = \mathbb E_{\tilde Y \sim P_{\tilde Y|L}(\cdot|\ell)}(Q_{Y|\tilde Y}(y|\tilde Y))$ "
        r"simplifies to (22) in case $h$ is deterministic.",
        source="Sec. 9, eq. (25)",
    ),
    parts=[
        Part(
            says=r"The cross-entropies against (25) and against (22) are equal.",
            evidence=Derived(DETERMINISTIC, C(MEAN), "==", C(Q_OF_L), cross_entropies),
            mutants=[near_miss("hypothesis", "h may be stochastic", STOCHASTIC, C(MEAN), "==", C("Q"))],
        ),
        Part(
            says=r"The divergences from (25) and from (22) are equal.",
            evidence=Derived(DETERMINISTIC, D("L", MEAN), "==", D("L", Q_OF_L), divergences),
            mutants=[
                near_miss("subject", "both are that at the output", DETERMINISTIC, D("L", MEAN), "==", D("Yt", "Q"))
            ],
        ),
    ],
)
