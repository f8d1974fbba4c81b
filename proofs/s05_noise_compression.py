r"""Noise on the outputs of Fig. 2: the compression term of f' against that of f''', for which widths of uniform noise.

On T, $f'''$ is $f'$ with each class drawn together to half its width, at its own end of [0, 1], and so $h(f''') = h(f')
- \log 2$, which decides for little noise. For much noise the distance of the classes does: it is larger under $f'''$.
"""

from ibverify.examples import fig2, pictures
from ibverify.examples.noise_widths import order_between, swept, with_noise
from ibverify.ledger import Cases, Check, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.compare import Order
from ibverify.study.crossing import crossings

PAIR = ("f'_cont", "f'''_cont")
ENDS = [(x, x, label) for low, high, label in fig2.STRIPS for x in (low, high)]
WIDE = "for 2w >= 1, the length of [0, 1], both terms are constants over w, so their order does not change any more"


def order(low, high, wanted):
    found = crossings(*(swept(fig2.problem(f)) for f in PAIR), lambda terms: terms.compression)
    yield Check("I(X;S') as A, I(X;S''') as B", order_between(found, low, high, wanted))


def compressions(width, relation=">", pair=PAIR, places=fig2.STRIPS):
    one, three = (analyze(with_noise(fig2.problem(f, fig2.law(places)), width)).readout for f in pair)
    yield check(f"I(X;S') {relation} I(X;S''')", one.compression, relation, three.compression, f"w = {width}")


def reversed_when_wide():
    return [*compressions("3/10", "=="), *order("3/10", 1, Order.A)]


def drawn_together(draw):
    half = fig2.rational("1/2")
    for name, (one, _) in pictures.cont(draw):
        yield name, (one, tuple((x, y / 2 if y <= half else (1 + y) / 2) for x, y in one))


CLAIM = Claim(
    Statement(
        r"Adding a small amount of noise $\eta$ to the output makes $I(X; f'_{cont}(X_1) + \eta)$ larger than "
        r"$I(X; f'''_{cont}(X_1) + \eta)$. (X uniform on T, noise uniform on $[-w, w]$.)",
        source="Sec. 5.3, Fig. 2",
    ),
    parts=[
        Part(
            r"For X uniform on T and $0 < w < 3/10$, $I(X; f'_{cont} + \eta) > I(X; f'''_{cont} + \eta)$.",
            Example("formulas in w for 0 < w < 3/10", lambda: order(0, "3/10", Order.B)),
            [
                Mutant("constant", "for 0 < w < 1/3", lambda: compressions("31/100")),
                Mutant("hypothesis", "for X on the ends of the strips", lambda: compressions("1/100", places=ENDS)),
                Mutant("direction", "it is smaller", lambda: compressions("1/100", "<")),
            ],
            beyond=Instances(
                "pictures drawn, f''' with half the distance of f' to 0 or 1",
                drawn_together,
                lambda pair: compressions("1/100000", pair=pair),
            ),
        ),
        Part(
            r"The noise has to be small: both are equal for $w = 3/10$, and for every $w > 3/10$ the first is smaller.",
            Cases("formulas in w for 0 < w <= 1", reversed_when_wide, because=WIDE),
            [
                Mutant("direction", "the first is larger for every w", lambda: compressions("1/2")),
                Mutant("constant", "they are equal for w = 1/3", lambda: compressions("1/3", "==")),
            ],
        ),
    ],
    note="With Gaussian noise it is the same way round: larger for the deviations 1/100, 1/20 and 1/10, smaller for "
    "1/5 and 1/2.",
)
