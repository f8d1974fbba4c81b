r"""Do stochastic encoders make the bound at the layer the tighter one? With a deterministic decoder both are the same.

Tighter   in a class of laws: never the smaller bound on I(Y;L), and the larger one for some law of the class. So is
          "better" read in s09.two-losses
Broken    the class of stochastic encoders with deterministic decoders, as in [5], [6]: (23) makes both bounds equal
          for every law, also where H(L|X) >= H(Y) > 0
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, H, average, calculation
from ibverify.kernel import Statement as Hypothesis
from ibverify.kernel.lemmas import pulled_back
from ibverify.ledger import Claim, Derived, Disproved, Part, Searched, Statement, near_miss

NOISY = DETERMINISTIC.assuming(Hypothesis(H("L", "X"), ">=", H("Y")))
MEAN = average("Q", "Yt")
OTHER_WAY = near_miss("direction", "it is the smaller one, for any decoder", STOCHASTIC, C(MEAN), ">=", C("Q"))


def same():
    return calculation(DETERMINISTIC, C(Q_OF_L)).equals(C("Q"), by=pulled_back("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"This suggests that for stochastic encoders, $C(P_{Y|L} \| Q_{Y|L})$ provides a tighter lower bound for "
        r"$I(Y;L)$ than $C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
        source="Sec. 9, after eq. (26)",
    ),
    parts=[
        Part(
            says=r"For an encoder that adds noise, $H(L|X) \ge H(Y)$, and a deterministic decoder the bound by "
            r"$C(P_{Y|L} \| Q_{Y|L})$ is the larger one.",
            evidence=Searched(NOISY, C(Q_OF_L), "<=", C("Q"), strict=True),
            mutants=[OTHER_WAY],
        ),
        Part(
            says=r"For some encoder and some deterministic decoder it is the larger one.",
            evidence=Disproved(
                Derived(DETERMINISTIC, C(Q_OF_L), "==", C("Q"), same), "any encoder, deterministic or stochastic"
            ),
            mutants=[OTHER_WAY],
        ),
    ],
    rests_on=["s09.eq23"],
    amended="s09.encoders-amended",
    note="It stands under 'for stochastic h', so encoders seems to be a slip for decoders; (26) is not touched.",
)
