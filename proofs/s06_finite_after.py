r"""What noise at the bottleneck makes finite stays finite in the layers behind it.

Chain     I(X;M) <= I(X;L) <= E D(P_{L|X} || R) for every law R: data processing, and compensation
Noise     of [6]: L normal with mean m(X) and covariance S(X) in d dimensions; for R standard normal the divergence is
          (tr S + |m|^2 - d - log det S)/2, bounded if m is, and S from both sides
"""

from ibverify.kernel import D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import compensation, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=channel("L"))
SIDEWAYS = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=channel("X", "L"))

NOISY = setting(X=source(), L=channel("X"), R=surrogate("L"))


def derivation(of):
    return calculation(SETTING, I(of, "L")).at_least(I(of, "M"), by=data_processing(of, "M", through="L"))


def bottleneck():
    start = calculation(NOISY, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))
    return start.at_least(I("X", "L"), by=nonnegative(D((), "R")))


CLAIM = Claim(
    statement=Statement(
        says=r"Noise at a dedicated bottleneck layer leads to a finite IB functional for the bottleneck and the "
        r"subsequent layers.",
        source="Sec. 6, [6]",
    ),
    parts=[
        Part(
            says=r"At the bottleneck: $I(X;L) \le \mathbb E\, D(P_{L|X} \| R)$, which is finite for a standard normal "
            r"$R$ and the noise of [6]: $L$ normal given $X$, the mean bounded, the covariance bounded both ways.",
            evidence=Derived(
                NOISY,
                I("X", "L"),
                "<=",
                D("X", "R"),
                bottleneck,
                because="the divergence of normal laws is finite for such means and covariances, by its closed form",
            ),
            mutants=[near_miss("direction", "a bound from below", NOISY, I("X", "L"), ">=", D("X", "R"))],
        ),
        Part(
            says=r"$I(X;M) \le I(X;L)$ for a layer $M$ behind the bottleneck $L$: finite if that is.",
            evidence=Derived(SETTING, I("X", "M"), "<=", I("X", "L"), lambda: derivation("X")),
            mutants=[
                near_miss(
                    "hypothesis", "with a connection past the bottleneck", SIDEWAYS, I("X", "M"), "<=", I("X", "L")
                ),
                near_miss("direction", "it grows", SETTING, I("X", "M"), ">=", I("X", "L")),
            ],
        ),
        Part(
            says=r"$I(Y;M) \le I(Y;L)$.",
            evidence=Derived(SETTING, I("Y", "M"), "<=", I("Y", "L"), lambda: derivation("Y")),
            mutants=[near_miss("direction", "it grows", SETTING, I("Y", "M"), ">=", I("Y", "L"))],
        ),
    ],
    rests_on=["s06.vib-compression"],
    note="Without such bounds the bottleneck may be infinite: s05.noise-finite.",
)
