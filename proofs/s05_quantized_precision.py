r"""The quantizer I[. > 1/2] prefers the simple functions of Fig. 2; more levels are said to make that less.

Broken    with five levels the bins are the images of the strips, and $f''_{cont}$ has full precision; with six two
          bins hold images of both classes, so that $f'_{cont}$ is preferred again
"""

from ibverify.exact import rational
from ibverify.examples import pictures, quantized
from ibverify.ledger import Cases, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.analyze import analyze

PAIRS = {"disc": ("f'_disc", "f''_disc"), "cont": ("f'_cont", "f''_cont")}


def read(picture, readout=quantized.HALF):
    return analyze(quantized.problem(picture, readout)).readout


def preferred(pair, level="1/2"):
    one, two = (read(picture, threshold(rational(level))) for picture in pair)
    yield check("I(Y;Q') = H(Y)", one.precision, "==", "log(2)")
    yield check("I(Y;Q'') = 0", two.precision, "==", 0)
    yield check("equal compressions for Q_L = Q'_L", one.compression, "==", two.compression)


def both(level="1/2"):
    return [each for pair in PAIRS.values() for each in preferred(pair, level)]


def gap(kind, levels):
    one, two = (read(picture, quantized.levels(levels)).precision for picture in PAIRS[kind])
    return one - two


def falling(relation=">="):
    for kind, most in (("disc", 5), ("cont", 6)):
        for m in range(2, most):
            on = f"{kind}, {m} and {m + 1} levels"
            yield check(f"I(Y;Q') - I(Y;Q'') {relation} the next", gap(kind, m), relation, gap(kind, m + 1), on)


CLAIM = Claim(
    Statement(
        r"In Fig. 2, setting $Q'_L(\cdot) = \mathbb I[\cdot > 0.5]$ prefers $f'_{disc}$ over $f''_{disc}$ (and "
        r"similarly $f'_{cont}$ over $f''_{cont}$); however, the finer the quantization $Q'_L$ is, the less sensitive "
        r"is (7) to the simplicity of the intermediate representation. (Read: the difference of the precisions does "
        r"not grow with the number of levels of a uniform quantizer on [0, 1].)",
        source="Sec. 5.4, Fig. 2",
    ),
    parts=[
        Part(
            r"For every law with $P(X \in S_i) = 1/4$, $I(Y;Q'_L(L')) = H(Y)$ and $I(Y;Q'_L(L'')) = 0$, disc and cont; "
            r"with $Q_L = Q'_L$ the compressions are equal, so (7) prefers $f'$ for every $\beta$.",
            Cases("X uniform on T", both, because="the decision is constant on each strip: only their masses matter"),
            [Mutant("constant", "so it does at the level 3/4", lambda: both("3/4"))],
            beyond=Instances("pictures drawn, one for each order of the strips", pictures.cont, preferred),
        ),
        Part(
            r"For X uniform on T the difference of the precisions does not grow with the number of levels.",
            Example("the reconstruction, X uniform on T", falling),
            [Mutant("direction", "it does not fall", lambda: falling("<="))],
        ),
    ],
    amended="s05.quantized-precision-amended",
)
