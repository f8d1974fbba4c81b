r"""Decisions at 1/2 of $f'_{disc}$ and of $f'''_{disc}$: one decision on T, so one functional (6), and two margins.

Class     for every 0 < d <= 1/7 the function that jumps over widths d beside T ($f'''$ for d = 1/420) is $f'$ on T,
          and the margin of its decision is d/4: (6) is the same, robustness as little as one likes
Level     nor does (6) tell the thresholds from 1/3 to 2/3 apart, whose margins are not the same
"""

from ibverify.examples import fig2, jumps, pictures
from ibverify.examples.swept import always, always_number, compression, precision, stairs
from ibverify.ledger import Cases, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement
from ibverify.study.sweep import sweep

PAIR = ("f'_disc", "f'''_disc")
CONSTANT = "both functions are constant on each strip, so only the masses of the strips matter"
WIDTHS = ("d", 0, jumps.WIDEST)


def identical(pair=PAIR, places=fig2.STRIPS, on="X uniform on T"):
    one, two = (fig2.problem(picture, fig2.law(places), "1/2") for picture in pair)
    yield check("P(D' != D''') = 0", disagreement(one, two), "==", 0, on)
    for term in ("compression", "precision"):
        first, second = (getattr(analyze(problem).readout, term) for problem in (one, two))
        yield check(f"equal {term} in (6)", first, "==", second, on)


def on_unions(pair=PAIR):
    return [each for n in fig2.UNIONS for each in identical(pair, fig2.only(*n), fig2.uniform_on(*n))]


def off_t():
    return identical(places=[("13/84", "13/84", "0"), ("6/7", "6/7", "1")], on="X on 13/84 and 6/7")


def less_robust(pair=PAIR, relation="<"):
    one, three = (fig2.margin(picture) for picture in pair)
    yield check(f"margin of D''' {relation} that of D'", three, relation, one, "support T")


def one_class():
    for (low, high, _), value in zip(fig2.STRIPS, jumps.VALUES, strict=True):
        for x in (low, high):
            says = f"f({x}) = f'({x}) = {value}"
            yield always_number(says, jumps.value_at(x), "==", lambda d, v=value: fig2.rational(v) + d * 0, *WIDTHS)
        agrees = disagreement(fig2.problem("f'_disc"), fig2.problem(jumps.jumping("1/420")))
        yield check("P(f != f') = 0, d = 1/420", agrees, "==", 0, "X uniform on T")


def margins(share="1/4"):
    slope = fig2.rational(share)
    yield always_number(f"margin = {share} d", jumps.margin, "==", lambda d: d * slope, *WIDTHS)


def levels(low="1/3", last="2/3", closed=False):
    found = sweep(lambda t: fig2.problem("f'_disc", level=t), "t", fig2.rational(low), fig2.rational("9/10"))
    above = ("2*log(2) - 3/4*log(3)", "3/2*log(2) - 3/4*log(3)")  # S4 alone is decided for 1: h(1/4), and less log(2)/2
    for term, then in zip((compression, precision), above, strict=True):
        expected = stairs(found, [("log(2)", last, closed), (then, "9/10", True)])
        yield always(f"{term.__name__} in (6) = log 2 up to {last}", found, term, "==", expected)


def level_margins(relation="!="):
    one, two = (fig2.margin("f'_disc", level=t) for t in ("1/2", "5/12"))
    yield check(f"margin at 1/2 {relation} margin at 5/12", one, relation, two, "support T")


def elsewhere(checks):
    return Instances("pictures drawn, with one crossing in each gap", pictures.steep, checks)


CLAIM = Claim(
    Statement(
        r"For every law of X on T, $\mathbb I[f'_{disc} > 1/2] = \mathbb I[f'''_{disc} > 1/2]$, so the functionals (6) "
        r"are equal, and on T the latter has the smaller margin. The functional (6) has large equivalence classes: for "
        r"every $0 < d \le 1/7$ a function that equals $f'_{disc}$ on T has the margin d/4, and all thresholds of "
        r"$f'_{disc}$ in $[1/3, 2/3)$ have one functional.",
        source="Sec. 5.1, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law of X on T, the decisions at 1/2 of $f'_{disc}$ and $f'''_{disc}$ and both terms are equal.",
            Cases("X uniform on each union of strips", on_unions, because=CONSTANT),
            [
                Mutant("subject", "those of f' and f'' are", lambda: identical(("f'_disc", "f''_disc"))),
                Mutant("hypothesis", "for every law on the square", off_t),
            ],
            beyond=elsewhere(on_unions),
        ),
        Part(
            r"On T, the decision of $f'''_{disc}$ has the smaller margin.",
            Example("the support T", less_robust),
            [Mutant("direction", "it has a margin as large", lambda: less_robust(relation=">="))],
            beyond=elsewhere(less_robust),
        ),
        Part(
            r"For every $0 < d \le 1/7$, the function that jumps over widths d is $f'_{disc}$ on T.",
            Example("all d up to 1/7: its values at the ends of the strips, between which it has no knots", one_class),
            [Mutant("subject", "it is f''_disc on T", lambda: identical(("f''_disc", "f'''_disc")))],
        ),
        Part(
            r"The margin of its decision is d/4.",
            Example("all d up to 1/7", margins),
            [Mutant("constant", "it is d/2", lambda: margins("1/2"))],
        ),
        Part(
            r"For all thresholds of $f'_{disc}$ in $[1/3, 2/3)$, X uniform on T, both terms are log 2; not at 2/3.",
            Example("all t from 1/3 to 9/10", levels),
            [
                Mutant("constant", "for t = 33/100 too", lambda: levels("33/100")),
                Mutant("constant", "for t = 2/3 too", lambda: levels(closed=True)),
                Mutant("subject", "the margins are the same too", lambda: level_margins("==")),
            ],
        ),
    ],
)
