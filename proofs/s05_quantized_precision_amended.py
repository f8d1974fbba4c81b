r"""How much a quantized precision prefers the simple functions of Fig. 2: for every law on T, every number of levels.

Law       $\mathbb I[f'' > 1/2]$ is 0 on S1 and S2, 1 on S3 and S4: Y is lost where two of these occur together
Finer     a function of a quantized layer tells no more than that; $I(Y;\mathbb I[L' > 1/2])$ is H(Y) already
Levels    bins of width 1/m at most 1/4 are mixed under $f''_{cont}$ only around 1/5 and 4/5: two bins of mass 5/(4m),
          which are cut in the proportion of m/5 mod 1
"""

from ibverify.exact import rational
from ibverify.examples import fig2, quantized
from ibverify.examples.thresholds import entropy
from ibverify.kernel import I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

PAIRS = {"disc": ("f'_disc", "f''_disc"), "cont": ("f'_cont", "f''_cont")}
FINER = setting(X=source(), Y=channel("X", finite=True), L=function("X"), A=function("L"), B=function("A"))
MASSES = (("1/2", "1/4", "1/8", "1/8"), ("1/10", "2/5", "1/10", "2/5"), ("1/8", "1/8", "1/8", "5/8"))


def read(picture, readout=quantized.HALF, on=None):
    return analyze(quantized.problem(picture, readout, on))


def loses(numbers):
    return {1, 2} <= {*numbers} or {3, 4} <= {*numbers}


def mixed(numbers):
    return {k % 2 for k in numbers} == {0, 1}


def on_strips(lost=loses):
    for kind, pair in PAIRS.items():
        for numbers in fig2.UNIONS:
            one, two = (read(picture, on=fig2.strips(*numbers)) for picture in pair)
            where = f"{kind}, {fig2.uniform_on(*numbers)}"
            yield check("I(Y;Q') = H(Y)", one.readout.precision, "==", one.label_entropy, where)
            relation = "<" if lost(numbers) else "=="
            yield check(f"I(Y;Q'') {relation} H(Y)", two.readout.precision, relation, two.label_entropy, where)


def functionals(beta="1", relation="<"):
    for masses in MASSES:
        for kind, pair in PAIRS.items():
            one, two = (read(picture, on=fig2.law(masses=masses)).readout for picture in pair)
            left, right = (found.compression - found.precision * rational(beta) for found in (one, two))
            yield check(f"(7) of f' {relation} that of f''", left, relation, right, f"{kind}, {', '.join(masses)}")


def refined():
    return calculation(FINER, I("Y", "B")).at_most(I("Y", "A"), by=data_processing("Y", "B", "A"))


def gap(kind, levels):
    one, two = (read(picture, quantized.levels(levels)).readout.precision for picture in PAIRS[kind])
    return one - two


def of_disc(values=("log(2)", "1/2*log(2)", "0", "0", "0", "0")):
    for m, value in enumerate(values, start=2):
        yield check("I(Y;Q') - I(Y;Q'')", gap("disc", m), "==", value, f"{m} levels")


def of_cont(least=4, factor="5/2"):
    for m in range(least, 16):
        p = rational(m % 5) / 5
        wanted = entropy(p, 1 - p) * (rational(factor) / m)
        yield check(f"I(Y;Q') - I(Y;Q'') = {factor}/m h(m/5 mod 1)", gap("cont", m), "==", wanted, f"{m} levels")


CLAIM = Claim(
    Statement(
        r"Let X be on T and $Q'_L = \mathbb I[\cdot > 1/2]$. Then $I(Y;Q'_L(L')) = H(Y)$, and $I(Y;Q'_L(L''))$ is less "
        r"exactly if S1 and S2, or S3 and S4, both have mass; then, with $Q_L = Q'_L$, (7) prefers $f'$ for every "
        r"$\beta > 1$. No refinement of $Q'_L$ increases the difference of the precisions. With m uniform levels on "
        r"[0, 1], $m \ge 4$, and X uniform on T it is 0 for disc and $\frac{5}{2m} h(m/5 \bmod 1)$ for cont.",
        source="Sec. 5.4, amended",
    ),
    parts=[
        Part(
            r"$I(Y;Q'_L(L')) = H(Y)$; $I(Y;Q'_L(L'')) < H(Y)$ if $P(S_1) P(S_2) > 0$ or $P(S_3) P(S_4) > 0$, else it "
            r"is $H(Y)$ as well: disc and cont.",
            Cases(
                "X uniform on each union of strips",
                on_strips,
                because="the decision is constant on each strip, and whether H(Y|D) = 0 depends on which occur",
            ),
            [
                Mutant("quantifier", "for every law with both classes it is less", lambda: on_strips(mixed)),
                Mutant("hypothesis", "it is less for T alone", lambda: on_strips(lambda numbers: len(numbers) == 4)),
            ],
        ),
        Part(
            r"If it is less and $Q_L = Q'_L$, (7) prefers $f'$ for every $\beta > 1$.",
            Cases(
                "three laws with different masses, beta = 1",
                functionals,
                because="(7) of f' is (1 - beta) H(Y), that of f'' at least (1 - beta) I(Y;D''), which is more",
            ),
            [Mutant("hypothesis", "for every beta > 0", lambda: functionals("1/10"))],
        ),
        Part(
            r"$I(Y;B) \le I(Y;A)$ for a quantized layer $A$ and a function $B$ of it: to refine $Q'_L$ never increases "
            r"the difference of the precisions.",
            Derived(
                FINER,
                I("Y", "B"),
                "<=",
                I("Y", "A"),
                refined,
                because="that of f' is H(Y) for each refinement of I[. > 1/2], the difference H(Y) - I(Y;Q(L''))",
            ),
            [near_miss("constant", "strictly", FINER, I("Y", "B"), "<=", I("Y", "A"), strict=True)],
        ),
        Part(
            r"With $m$ levels and X uniform on T the difference is $\log 2$, $\frac 12 \log 2$, and 0 from $m = 4$ on, "
            r"for disc.",
            Cases(
                "2 to 7 levels",
                of_disc,
                because="from m = 4 on 0, 1/3, 2/3 and 1 are in different bins, as these are shorter than 1/3",
            ),
            [Mutant("constant", "it is 0 from m = 3 on", lambda: of_disc(("log(2)", "0")))],
        ),
        Part(
            r"With $m \ge 4$ levels and X uniform on T it is $\frac{5}{2m} h(m/5 \bmod 1)$ for cont: it tends to 0, "
            r"and is 0 exactly for multiples of 5.",
            Cases(
                "4 to 15 levels",
                of_cont,
                because="only the bins around 1/5 and 4/5 are mixed, within [0, 2/5] and [3/5, 1]: see Levels",
            ),
            [
                Mutant("hypothesis", "so it is for m = 2", lambda: of_cont(2)),
                Mutant("constant", "with the factor 5/4", lambda: of_cont(factor="5/4")),
            ],
        ),
    ],
)
