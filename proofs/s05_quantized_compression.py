r"""With four levels the quantized compression prefers $f'''_{cont}$ to $f'_{cont}$, whose precisions are the same.

Half      on the strips $f'''_{cont}$ is at half the distance of $f'_{cont}$ from 0 or from 1, with the same masses: its
          bins of width 1/m are those of width 2/m for $f'$, counted from 0 and from 1, which bins of width 1/m refine
"""

from ibverify.exact import rational
from ibverify.examples import fig2, quantized
from ibverify.examples.swept import always, compression
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check
from ibverify.problem import Terms
from ibverify.study.analyze import analyze
from ibverify.study.sweep import sweep

PAIR = ("f'_cont", "f'''_cont")
SEVEN = Terms(quantized.levels(4), quantized.HALF)  # Q_X is the identity
CONSTANT = "Q'_L is constant on each strip, so only the masses of the strips matter"


def read(picture, readout=SEVEN, numbers=(1, 2, 3, 4)):
    return analyze(quantized.problem(picture, readout, fig2.strips(*numbers)))


def precise(pair=PAIR):
    for numbers in fig2.UNIONS:
        for picture in pair:
            found = read(picture, numbers=numbers)
            on = f"{picture}, {fig2.uniform_on(*numbers)}"
            yield check("I(Y;Q') = H(Y)", found.readout.precision, "==", found.label_entropy, on)


def larger(readout=SEVEN, numbers=(1, 2, 3, 4), relation=">"):
    one, three = (read(picture, readout, numbers).readout.compression for picture in PAIR)
    return check(f"I(X;Q(f')) {relation} I(X;Q(f'''))", one, relation, three, fig2.uniform_on(*numbers))


def full():
    yield larger()
    for numbers in ((2,), (3,)):
        yield larger(numbers=numbers)
    for numbers in fig2.UNIONS:
        found = read("f'''_cont", numbers=numbers)
        on = fig2.uniform_on(*numbers)
        yield check("I(X;Q(f''')) = H(Y)", found.readout.compression, "==", found.label_entropy, on)


def values():
    for picture, value in zip(PAIR, ("4*log(2) - 5/8*log(5) - 3/8*log(3)", "log(2)"), strict=True):
        yield check("I(X;Q(L))", read(picture).readout.compression, "==", value, picture)


def counts(first=3):
    for m in range(first, 25):
        yield larger(quantized.levels(m))


def raised(picture):
    return sweep(lambda s: quantized.shifted(picture, s), "s", rational(0), rational("1/4"))


def places(by="f'''_cont"):
    one, three = (raised(picture) for picture in (PAIR[0], by))
    yield always("I(X;Q(f' + s)) > I(X;Q(f''' + s))", one, compression, ">", three)


CLAIM = Claim(
    Statement(
        r"With $Q'_L = \mathbb I[\cdot > 0.5]$ the precision term is the same for $f'_{cont}$ and $f'''_{cont}$. If "
        r"$Q_X$ is the identity function and $Q_L$ a uniform quantizer with four quantization levels in [0, 1], then "
        r"$f'_{cont}$ leads to a larger compression term than $f'''_{cont}$, thus favoring $f'''_{cont}$.",
        source="Sec. 5.4, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law on T both precisions are $H(Y)$.",
            Cases("X uniform on each union of strips", precise, because=CONSTANT),
            [Mutant("subject", "so is that of f''", lambda: precise(("f''_cont",)))],
        ),
        Part(
            r"For every law whose support is T, $I(X;Q_L(f'_{cont})) > I(X;Q_L(f'''_{cont})) = H(Y)$, so (7) prefers "
            r"$f'''_{cont}$ for every $\beta > 0$.",
            Cases(
                "X uniform on T, on S2, on S3, and f''' on each union of strips",
                full,
                because="Q_L(f') tells Q'_L(f') = Y, and more where S2 or S3 has mass on both sides of 3/4, 1/4; "
                "Q_L(f''') is constant on the strips of each class",
            ),
            [
                Mutant("hypothesis", "for every law on T with both classes", lambda: [larger(numbers=(1, 4))]),
                Mutant("direction", "f' has the smaller one", lambda: [larger(relation="<")]),
                Mutant("constant", "with two levels as well", lambda: [larger(quantized.levels(2))]),
            ],
        ),
        Part(
            r"For X uniform on T they are $\log(16 / (5^{5/8} 3^{3/8}))$ and $\log 2$.",
            Example("the reconstruction", values),
            [
                Mutant(
                    "constant",
                    "the larger one is log 4",
                    lambda: [check("I(X;Q(f'))", read("f'_cont").readout.compression, "==", "log(4)")],
                )
            ],
        ),
        Part(
            r"For X uniform on T that of $f'_{cont}$ is larger for every number $m \ge 3$ of levels.",
            Cases(
                "3 to 24 levels",
                counts,
                because="see Half from m = 4 on, where no bin holds both classes; 1/m parts [0, 2/m), so strictly",
            ),
            [Mutant("constant", "also for m = 2", lambda: counts(2))],
        ),
        Part(
            r"For X uniform on T and bins of width 1/4 it is larger wherever these begin.",
            Cases("all offsets of the bins from 0 to 1/4", places, because="the offset is one modulo the width"),
            [Mutant("subject", "than that of f''", lambda: places("f''_cont"))],
        ),
    ],
)
