r"""For stochastic decoders the averaged surrogate gives the tighter bound on I(Y;L); for deterministic ones both "
r"agree."""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, average, calculation
from ibverify.kernel.lemmas import averaged, pulled_back
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MEAN = average("Q", "Yt")


def tighter():
    return calculation(STOCHASTIC, C(MEAN)).at_most(C("Q"), by=averaged("Q", "Yt"))


def same():
    return calculation(DETERMINISTIC, C(Q_OF_L)).equals(C("Q"), by=pulled_back("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"Whatever the encoder: for stochastic decoders $H(Y) - C(P_{Y|L} \| Q_{Y|L})$ with (25) is at least as "
        r"large as $H(Y) - C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, and for deterministic ones both are equal.",
        source="Sec. 9, after eq. (26)",
    ),
    parts=[
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$ for any decoder.",
            evidence=Derived(STOCHASTIC, C(MEAN), "<=", C("Q"), tighter),
            mutants=[near_miss("direction", "averaging costs more", STOCHASTIC, C(MEAN), ">=", C("Q"))],
        ),
        Part(
            says=r"Equality for a deterministic decoder.",
            evidence=Derived(DETERMINISTIC, C(Q_OF_L), "==", C("Q"), same),
            mutants=[near_miss("hypothesis", "equality for any decoder", STOCHASTIC, C(MEAN), "==", C("Q"))],
        ),
    ],
    rests_on=["s09.eq23"],
)
