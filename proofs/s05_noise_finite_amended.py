r"""When noise makes the compression term finite: if the noisy layers are near to one law, in the mean.

Chain     I(X;L) <= E D(P_{L|X} || R) for every law R
Example   f(X) in an interval of length r, noise uniform on an interval of length 2w: with R uniform on the interval of
          length r + 2w that holds all sums, D = log(1 + r/(2w)) at each x.
"""

from ibverify.kernel import D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import compensation, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), L=channel("X"), R=surrogate("L"))


def bound():
    start = calculation(SETTING, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))
    return start.at_least(I("X", "L"), by=nonnegative(D((), "R")))


CLAIM = Claim(
    statement=Statement(
        says=r"$I(X;L)$ is finite if $\mathbb E\, D(P_{L|X} \| R)$ is, for one law $R$.", source="Sec. 5.3, amended"
    ),
    parts=[
        Part(
            says=r"$I(X;L) \le \mathbb E\, D(P_{L|X} \| R)$ for every law $R$.",
            evidence=Derived(SETTING, I("X", "L"), "<=", D("X", "R"), bound),
            mutants=[near_miss("direction", "a bound from below", SETTING, I("X", "L"), ">=", D("X", "R"))],
        ),
    ],
    rests_on=["s06.vib-compression"],
    note="For f(X) in an interval of length r and noise uniform on one of length 2w this gives log(1 + r/(2w)), with R "
    "uniform.",
)
