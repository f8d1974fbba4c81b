r"""A penalty on confident outputs rewards H(D|X): at a given law of D it lowers the information of D on X by as "
r"much."""

from ibverify.kernel import H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), D=channel("X", finite=True))


def derivation():
    return calculation(SETTING, I("X", "D") + H("D", "X")).equals(H("D"), by=entropy_splits("D", "X"))


CLAIM = Claim(
    statement=Statement(
        says=r"The final softmax output, interpreted as a distribution over $\mathcal Y$, was regularized by $H(\hat "
        r"Y|X)$ to penalize overly confident output estimates.",
        source="Sec. 7, [34]",
    ),
    parts=[
        Part(
            says=r"$I(X;\hat Y) + H(\hat Y|X) = H(\hat Y)$: what the penalty adds to one term it takes from the other.",
            evidence=Derived(SETTING, I("X", "D") + H("D", "X"), "==", H("D"), derivation),
            mutants=[
                near_miss("constant", "the information is the entropy", SETTING, I("X", "D"), "==", H("D")),
                near_miss("constant", "both are halves", SETTING, I("X", "D"), "==", H("D", "X")),
            ],
        )
    ],
)
