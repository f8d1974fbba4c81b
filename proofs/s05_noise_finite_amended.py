r"""Bounded noise of finite entropy on a bounded layer makes the compression term finite.

Chain     I(X;S) <= E D(P_{S|X} || R) for every law R; for S = f(X) + noise, f(X) in an interval of length r, noise in
          one of length s, R uniform on the interval of length r + s that holds all sums: it is log(r + s) - h(noise)
Uniform   noise on an interval of length 2w: log(1 + r/(2w)); attained by points at a distance of 2w
"""

from ibverify.exact import log_value
from ibverify.examples import intervals
from ibverify.information import information
from ibverify.kernel import D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import compensation, nonnegative
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss

SETTING = setting(X=source(), S=channel("X"), R=surrogate("S"))
PLACES = [[intervals.fmpq(k, parts) * length for k in range(parts + 1)] for parts, length in ((1, 1), (3, 2), (4, 1))]


def bound():
    start = calculation(SETTING, D("X", "R")).equals(I("X", "S") + D((), "R"), by=compensation("X", (), "R"))
    return start.at_least(I("X", "S"), by=nonnegative(D((), "R")))


def compression(places, noise):
    """I(X;S) for X uniform on finitely many places; X is the label."""
    return information(intervals.law_of(intervals.noisy(places, noise))).precision


def bounded():
    for places in PLACES:
        for name, noise in (("uniform", intervals.UNIFORM), ("of two steps", intervals.STEP)):
            most = log_value(places[-1] + 1) - intervals.differential_entropy(noise)
            where = f"X on {', '.join(map(str, places))}, noise on [0, 1] {name}"
            yield check("I(X;S) <= log(r + s) - h", compression(places, noise), "<=", most, where)


def attained(extra=1, relation="=="):
    for n in (1, 2, 3):
        places = [intervals.fmpq(k) for k in range(n + 1)]
        found = compression(places, intervals.UNIFORM)
        yield check(f"I(X;S) {relation} log({extra} + r/(2w))", found, relation, log_value(n + extra), f"X on 0 to {n}")


CLAIM = Claim(
    statement=Statement(
        says=r"If $f(X)$ lies in an interval of length $r$ and the noise $\eta$, independent of $X$, in one of length "
        r"$s$, with $h(\eta) > -\infty$, then $I(X;f(X) + \eta) \le \log(r + s) - h(\eta) < \infty$.",
        source="Sec. 5.3, amended",
    ),
    parts=[
        Part(
            says=r"$I(X;S) \le \mathbb E\, D(P_{S|X} \| R)$ for every law $R$.",
            evidence=Derived(SETTING, I("X", "S"), "<=", D("X", "R"), bound),
            mutants=[near_miss("direction", "a bound from below", SETTING, I("X", "S"), ">=", D("X", "R"))],
        ),
        Part(
            says=r"$I(X;f(X) + \eta) \le \log(r + s) - h(\eta)$.",
            evidence=Cases(
                "f(X) on finitely many points, noise uniform and of two steps",
                bounded,
                because="with R uniform on the interval of length r + s that holds all sums, the divergence in the "
                "first part is log(r + s) - h(noise) at each x, as entropy does not change under shifts",
            ),
            mutants=[Mutant("constant", "it is at most log r - h", lambda: attained(0, "<="))],
        ),
        Part(
            says=r"For noise uniform on an interval of length $2w$ the bound is $\log(1 + r/(2w))$, and attained for "
            r"$r/(2w) = n$, $n = 1, 2, \dots$",
            evidence=Cases(
                "2w = 1, points at distance 1, n = 1, 2, 3",
                attained,
                because="n + 1 points at a distance of 2w, equally likely: the sums tell X, and I(X;S) = log(n + 1)",
            ),
            mutants=[Mutant("constant", "it is log(2 + r/(2w))", lambda: attained(2))],
        ),
    ],
    rests_on=["s06.vib-compression"],
)
