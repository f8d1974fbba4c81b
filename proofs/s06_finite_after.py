r"""What noise at the bottleneck made finite stays finite in the layers behind it: data processing."""

from ibverify.kernel import I, calculation, channel, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=channel("L"))
SIDEWAYS = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=channel("X", "L"))


def derivation(of):
    return calculation(SETTING, I(of, "L")).at_least(I(of, "M"), by=data_processing(of, "M", through="L"))


CLAIM = Claim(
    statement=Statement(
        says=r"Noise at a dedicated bottleneck layer leads to a finite IB functional for the bottleneck and the "
        r"subsequent layers.",
        source="Sec. 6, [6]",
    ),
    parts=[
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
    note="That the noise makes I(X;L) finite at the bottleneck itself is another claim, and needs more than a density: "
    "s05.noise-finite.",
)
