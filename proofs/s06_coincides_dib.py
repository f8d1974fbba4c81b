r"""For deterministic networks the functional is the deterministic information bottleneck's: H(L) in place of I(X;L)."""

from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=function("X"))
NOISY = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))


def derivation():
    return calculation(SETTING, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))


CLAIM = Claim(
    statement=Statement(
        says=r"The IB functional thus coincides with the deterministic IB functional $H(L) - \beta I(Y;L)$.",
        source="Sec. 4, footnote 1, [22]",
    ),
    parts=[
        Part(
            says=r"$I(X;L) = H(L)$, so the functionals are equal for every $\beta$, infinite ones included.",
            evidence=Derived(SETTING, I("X", "L"), "==", H("L"), derivation),
            mutants=[near_miss("hypothesis", "for stochastic networks too", NOISY, I("X", "L"), "==", H("L"))],
        )
    ],
    rests_on=["s04.deterministic"],
)
