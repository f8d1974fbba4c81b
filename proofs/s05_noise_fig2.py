r"""Uniform noise on the outputs of Fig. 2: f' before f'', and f''' before f', for which widths w and which beta.

Of the picture: under $f'$ and $f''$ the image of a strip has the same length, under $f'''$ half of it, and images of
different classes touch under $f''$ alone. The text gives no lengths; on other pictures the first sentence fails.
"""

from ibverify.examples import fig2, pictures
from ibverify.examples.noise_widths import order_between, swept, with_noise
from ibverify.ledger import Cases, Check, Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.compare import Order
from ibverify.study.crossing import crossings

ONE, TWO, THREE = "f'_cont", "f''_cont", "f'''_cont"
MASSES = (("1/4",) * 4, ("1/2", "1/4", "1/8", "1/8"), ("49/100", "49/100", "1/100", "1/100"))
NOT_LARGER = (Order.A, Order.EQUAL)
WIDE = "for 2w >= 1, the length of [0, 1], both terms are constants over w, so no order changes any more"
PER_STRIP = (
    "with noise that tells the strips of a class apart, as under f'' up to w = 1/5, I(X;S|Y) is H(strip|Y) and a sum "
    "over strips that f' shares; f' tells no more of the strip, and Y if w <= 1/10; the functional is "
    "I(X;S|Y) + (1 - beta) I(Y;S)"
)


def compression(terms):
    return terms.compression


def precision(terms):
    return terms.precision


def at_one(terms):
    return terms.compression - terms.precision


def found(first, second, widest, masses=None):
    return [swept(fig2.problem(f, fig2.law(masses=masses)), widest) for f in (first, second)]


def equal_compression():
    one, two = found(ONE, TWO, "1")
    of_x, of_y = (crossings(one, two, by) for by in (compression, precision))
    yield Check("I(X;S') as A, I(X;S'') as B", order_between(of_x, 0, 1, Order.EQUAL))
    yield Check("I(Y;S') as A, I(Y;S'') as B", order_between(of_y, 0, 1, Order.B))


def tighter():
    three, one = found(THREE, ONE, "1")
    of_x, of_y, of_both = (crossings(three, one, by) for by in (compression, precision, at_one))
    yield Check("I(X;S''') as A, I(X;S') as B", order_between(of_x, 0, "3/10", Order.A))
    yield Check("I(Y;S''') as A, I(Y;S') as B", order_between(of_y, 0, 1, Order.B, Order.EQUAL))
    yield Check("the functionals for beta = 1, of f''' as A", order_between(of_both, 0, 1, Order.A))


def unequal():
    for masses in MASSES:
        one, two = found(ONE, TWO, "1/10", masses)
        for beta, by in (("1", at_one), ("2", lambda terms: at_one(terms) - terms.precision)):
            order = order_between(crossings(one, two, by), 0, "1/10", *NOT_LARGER)
            yield Check(f"the functionals for beta = {beta}, of f' as A", order, f"masses {', '.join(masses)}")


def functional(picture, width, beta, masses=None):
    noisy = analyze(with_noise(fig2.problem(picture, fig2.law(masses=masses)), width)).readout
    return noisy.compression - noisy.precision * beta


def smaller(one, two, width, beta, masses=None):
    left, right = (functional(f, width, fig2.rational(beta), masses) for f in (one, two))
    yield check("the functional is smaller", left, "<", right, f"w = {width}, beta = {beta}")


CLAIM = Claim(
    Statement(
        r"A small amount of uniform noise added to the intermediate representation leads to a better IB functional for "
        r"$f'_{cont}$ than $f''_{cont}$ and for $f'''_{cont}$ than $f'_{cont}$. (X uniform on T; $\beta > 0$.)",
        source="Sec. 5.3, Fig. 2",
    ),
    parts=[
        Part(
            r"For X uniform on T, all $w > 0$ and $\beta > 0$, the functional is smaller for $f'_{cont} + \eta$ than "
            r"for $f''_{cont} + \eta$: equal compression, larger precision.",
            Cases("formulas in w for 0 < w <= 1", equal_compression, because=WIDE),
            [
                Mutant("direction", "it is smaller for f''", lambda: smaller(TWO, ONE, "1/20", "1")),
                Mutant("hypothesis", "whatever the masses", lambda: smaller(ONE, TWO, "1/20", "1/2", MASSES[2])),
            ],
            beyond=Instances(
                "pictures drawn, whose images have other lengths", pictures.cont, lambda p: smaller(*p, "1/100000", "2")
            ),
        ),
        Part(
            r"For X uniform on T, the functional is smaller for $f'''_{cont} + \eta$ than for $f'_{cont} + \eta$: for "
            r"all $\beta > 0$ if $0 < w < 3/10$, and for all $w > 0$ if $\beta \ge 1$.",
            Cases("formulas in w for 0 < w <= 1", tighter, because=f"{WIDE}; with beta the precision weighs more"),
            [
                Mutant("constant", "for all beta if w < 7/20", lambda: smaller(THREE, ONE, "17/50", "1/10")),
                Mutant("constant", "for all w if beta >= 2/5", lambda: smaller(THREE, ONE, "1/2", "2/5")),
                Mutant("direction", "it is smaller for f'", lambda: smaller(ONE, THREE, "1/20", "2")),
            ],
        ),
        Part(
            r"For every law of X on T, all $\beta \ge 1$ and $0 < w \le 1/10$, the functional of $f'_{cont} + \eta$ is "
            r"at most that of $f''_{cont} + \eta$.",
            Cases("X uniform on each strip, three sets of masses, formulas in w", unequal, because=PER_STRIP),
            [
                Mutant("constant", "for all beta >= 4/5", lambda: smaller(ONE, TWO, "1/20", "4/5", MASSES[2])),
                Mutant("direction", "it is at most that of f'", lambda: smaller(TWO, ONE, "1/20", "2", MASSES[1])),
            ],
        ),
    ],
    note="Where f'' has the shorter images, its compression is smaller by a constant and its precision only by a "
    "multiple of w: then small noise favours f''. From w = 1/2 on, f''' is before f' for beta > "
    "(4 log 2 - 2)/(4 log 2 - 1) alone.",
)
