r"""Invertible networks: the compression term is the entropy of the input at every layer, whatever the parameters.

Chain     I(X;L) = I(X;L,X) = I(X;X) = H(X), as L and X are functions of each other
"""

from ibverify.kernel import H, I, calculation, function, setting, source
from ibverify.kernel.lemmas import with_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), K=function("X", is_="invertible"), L=function("K", is_="invertible"))
ANY = setting(X=source(), K=function("X"), L=function("K"))


def same():
    start = calculation(SETTING, I("X", "K")).equals(I("X", ["K", "L"]), by=with_function("X", "K", "L"))
    return start.equals(I("X", "L"), by=with_function("X", "L", "K"))


def entropy():
    start = calculation(SETTING, I("X", "L")).equals(I("X", ["L", "X"]), by=with_function("X", "L", "X"))
    return start.equals(H("X"), by=with_function("X", "X", "L"))


CLAIM = Claim(
    statement=Statement(
        says=r"Due to their invertibility, $I(X;L_m)$ is the same for every layer regardless of the network "
        r"parameters.",
        source="Sec. 6, [23], [28]",
    ),
    parts=[
        Part(
            says=r"$I(X;K) = I(X;L)$ for consecutive layers $K$, $L$.",
            evidence=Derived(SETTING, I("X", "K"), "==", I("X", "L"), same),
            mutants=[near_miss("hypothesis", "for any layers", ANY, I("X", "K"), "==", I("X", "L"))],
        ),
        Part(
            says=r"It is $H(X)$, infinite unless $X$ is discrete with finite entropy.",
            evidence=Derived(SETTING, I("X", "L"), "==", H("X"), entropy),
            mutants=[near_miss("hypothesis", "for any layers", ANY, I("X", "L"), "==", H("X"))],
        ),
    ],
)
