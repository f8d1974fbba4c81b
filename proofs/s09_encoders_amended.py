r"""A stochastic decoder makes the bound at the layer the tighter one, whatever the encoder; no deterministic one does.

Tighter   as in s09.encoders: never smaller, (26), and larger for some law, as the mutants show
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, average, calculation, channel, function, setting, source, surrogate
from ibverify.kernel.lemmas import averaged, pulled_back
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MEAN = average("Q", "Yt")
PLAIN = setting(X=source(), Y=channel("X", finite=True), L=function("X"), Yt=channel("L"), Q=surrogate("Y", "Yt"))


def tighter():
    return calculation(STOCHASTIC, C(MEAN)).at_most(C("Q"), by=averaged("Q", "Yt"))


def same():
    return calculation(DETERMINISTIC, C(Q_OF_L)).equals(C("Q"), by=pulled_back("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"Whatever the encoder: for stochastic decoders $H(Y) - C(P_{Y|L} \| Q_{Y|L})$ with (25) is at least as "
        r"large as $H(Y) - C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, and larger for some laws; for deterministic ones both "
        r"are equal.",
        source="Sec. 9, after eq. (26), amended",
    ),
    parts=[
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$ for any decoder; by the last mutant "
            r"not always equal, even for deterministic encoders.",
            evidence=Derived(STOCHASTIC, C(MEAN), "<=", C("Q"), tighter),
            mutants=[
                near_miss("direction", "averaging costs more", STOCHASTIC, C(MEAN), ">=", C("Q")),
                near_miss("hypothesis", "equality for deterministic encoders", PLAIN, C(MEAN), "==", C("Q")),
            ],
        ),
        Part(
            says=r"Equality for a deterministic decoder and any encoder.",
            evidence=Derived(DETERMINISTIC, C(Q_OF_L), "==", C("Q"), same),
            mutants=[near_miss("hypothesis", "equality for any decoder", STOCHASTIC, C(MEAN), "==", C("Q"))],
        ),
    ],
    rests_on=["s09.eq23"],
)
