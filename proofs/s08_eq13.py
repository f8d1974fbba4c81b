r"""The sandwich of Darboux sums, for a density that is continuous on all of R^N: exactly for given m, and its limit.

For p = P([X]_m = z/m), inf f <= m^N p <= sup f on each cube; so -log of the sums with sup, p, inf increase, and for
f = 1 - |x| they are those of (m+1)(2m+1)/(3m^2), (4m^2-1)/(6m^2) and (m-1)(2m-1)/(3m^2), which all tend to 2/3.
"""

from ibverify.examples import densities
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check


def formulas():
    law = densities.law_of(densities.TENT)
    for m in range(1, 13):
        upper, lower = f"{(m + 1) * (2 * m + 1)}/{3 * m * m}", f"{(m - 1) * (2 * m - 1)}/{3 * m * m}"
        yield check("sum of sup f^2 / m", densities.darboux(densities.TENT, m, max), "==", upper, f"m = {m}")
        yield check("m sum of p^2", densities.squares(law, m), "==", f"{4 * m * m - 1}/{6 * m * m}", f"m = {m}")
        yield check("sum of inf f^2 / m", densities.darboux(densities.TENT, m, min), "==", lower, f"m = {m}")


def sandwich(tents):
    law = densities.law_of(tents)
    for m in (1, 2, 3, 5):
        middle = densities.squares(law, m)
        yield check("m sum of p^2 <= sum of sup f^2 / m", middle, "<=", densities.darboux(tents, m, max), f"m = {m}")
        yield check("sum of inf f^2 / m <= m sum of p^2", densities.darboux(tents, m, min), "<=", middle, f"m = {m}")


def third(relation, choose):
    yield check(
        "m sum of p^2",
        densities.squares(densities.law_of(densities.TENT), 3),
        relation,
        densities.darboux(densities.TENT, 3, choose),
        "f = 1 - |x|, m = 3",
    )


def positive():
    lower = densities.lower_sum_of_cantor(8)
    yield check("sum of inf f^2 / m > 0", lower, ">", 0, "f = 2 on a Cantor set of measure 1/2, m = 8")


CLAIM = Claim(
    Statement(
        r"$L_{h^2,m} \le H^2([X]_m) - N \log m \le U_{h^2,m}$ where, because of Riemann integrability, the outer terms "
        r"of this inequality become equal as $m$ tends to infinity, for a PDF $f_X$ that is continuous and supported "
        r"on a compact set.",
        source="Sec. 8, eq. (13)",
    ),
    parts=[
        Part(
            r"For $f_X(x) = 1 - |x|$ and every $m$, $-\log$ of the three sums gives $L_{h^2,m} \le H^2([X]_m) - \log m "
            r"\le U_{h^2,m}$, and all three tend to $h^2(X) = \log 3/2$.",
            Cases(
                "f = 1 - |x|, m = 1, ..., 12",
                formulas,
                because="the three formulas hold for every m, as sums of squares of integers and of odd ones; they "
                "differ by (2m + 1)/(2m^2) and (2m - 1)/(2m^2), and tend to 2/3",
            ),
            [Mutant("constant", "the outer sums are equal for finite m", lambda: third("==", max))],
        ),
        Part(
            r"The sandwich, for sums of tents $(w - |x - c|)_+/w^2$.",
            Instances("drawn sums of three tents, m = 1, 2, 3, 5", densities.drawn, sandwich),
            [
                Mutant("direction", "the lower sum bounds from above", lambda: third("<=", min)),
                Mutant("hypothesis", "U is finite for any density that is continuous on a compact set", positive),
            ],
        ),
    ],
    rests_on=["s08.eq10", "s08.eq11"],
)
