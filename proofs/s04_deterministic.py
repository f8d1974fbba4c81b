r"""The layer of a deterministic network tells of the input what it is: I(X;L) = H(L), also where both are infinite."""

from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), L=function("X"))
NOISY = setting(X=source(), L=channel("X"))


def derivation():
    return calculation(SETTING, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))


CLAIM = Claim(
    statement=Statement(
        says=r"Since the DNN is deterministic, $I(X;L_i) = H(L_i)$.", source="Sec. 4, footnote 1; Sec. 4.2"
    ),
    parts=[
        Part(
            says=r"$I(X;L) = H(L)$ for a function $L$ of $X$, whatever the law of $X$.",
            evidence=Derived(SETTING, I("X", "L"), "==", H("L"), derivation),
            mutants=[
                near_miss("hypothesis", "for stochastic networks too", NOISY, I("X", "L"), "==", H("L")),
                near_miss("subject", "it is the entropy of the input", SETTING, I("X", "L"), "==", H("X")),
            ],
        )
    ],
)
