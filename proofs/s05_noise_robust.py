r"""Noise on a representation said to ensure that it is robust, where tight clusters do not.

Robust (P4): how far X may move before the decision at 1/2 is wrong. Noise on L, in the network or in the computation,
sees of the function only what it does on the support of X.

Broken    $f'''_{cont}$ made steep beside the strips: with noise on L it is before $f'_{cont}$ for every beta, as the
          clusters are tighter; its margin is 1/980, that of $f'_{cont}$ 1/28.
"""

from ibverify.examples import fig2, input_noise
from ibverify.examples.noise_widths import with_noise
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.robustness import error_under_noise

ONE, TIGHT = "f'_cont", "f'''_cont"
WIDTHS = ("1/100", "1/20", "1/10")


def preferred(one, other, width):
    """The first has the smaller compression and no smaller precision: the functional is smaller for every beta."""
    first, second = (analyze(with_noise(fig2.problem(f), width)).readout for f in (one, other))
    yield check("compression smaller with noise on L", first.compression, "<", second.compression, f"w = {width}")
    yield check("precision not smaller with noise on L", first.precision, ">=", second.precision, f"w = {width}")


def margins(one, relation, other):
    says = f"its margin {relation} that of the other"
    yield check(says, fig2.margin(one), relation, fig2.margin(other), "the decision at 1/2, X on T")


def encouraged():
    without, tight = (analyze(fig2.problem(f))[2] for f in (ONE, TIGHT))
    yield check("equal compression without noise", without.compression, "==", tight.compression, "both are oo")
    yield check("equal precision without noise", without.precision, "==", tight.precision)
    for width in WIDTHS:
        yield from preferred(TIGHT, ONE, width)
    yield from margins(TIGHT, ">", ONE)


def clusters():
    for f in ("f'_disc", "f'''_disc"):
        found = analyze(fig2.problem(f))[2]
        yield check(f"four points under {f}", found.compression, "==", "2*log(2)")
    yield from margins("f'''_disc", "<", "f'_disc")
    yield from errors("1/100", "f'_disc", "==")
    yield from errors("1/100", "f'''_disc", ">")


def errors(width, picture, relation):
    error = error_under_noise(fig2.problem(picture, level="1/2"), width)
    yield check(f"P(D != Y) {relation} 0 under noise at the input", error, relation, 0, f"{picture}, w = {width}")


def ensured(relation=">="):
    steep = input_noise.steepened(TIGHT)
    for width in WIDTHS:
        yield from preferred(steep, ONE, width)
    yield from margins(steep, relation, ONE)


CLAIM = Claim(
    Statement(
        r"Noise can encourage robust representations. While clusters tight and far apart do not immediately ensure "
        r"robustness (P4), the injection of noise, either directly or only in the computation of the IB functional, "
        r"does. (Noise on the representation, as in Secs. 5.3 and 5.4.)",
        source="Sec. 5.3, Sec. 5.4 and its end, Sec. 7",
    ),
    parts=[
        Part(
            r"Noise can encourage robustness: $f'_{cont}$ and $f'''_{cont}$ have equal terms without noise; with it, "
            r"for small w, $f'''_{cont}$ has the smaller functional for every $\beta > 0$, and its margin is larger.",
            Example("X uniform on T, noise uniform on [-w, w] on L", encouraged),
            [
                Mutant("direction", "the preferred one has the smaller margin", lambda: margins(TIGHT, "<", ONE)),
                Mutant("constant", "it is preferred also for w = 1/2", lambda: preferred(TIGHT, ONE, "1/2")),
            ],
        ),
        Part(
            r"Clusters do not ensure robustness: $f'_{disc}$ and $f'''_{disc}$ map T to the same four points, and "
            r"noise of 1/100 at the input makes the second decision wrong and not the first.",
            Example("X uniform on T", clusters),
            [
                Mutant("quantifier", "nor is any decision robust", lambda: errors("1/100", "f'_disc", ">")),
                Mutant("constant", "w = 1/10 leaves the first right", lambda: errors("1/10", "f'_disc", "==")),
            ],
        ),
        Part(
            r"The injection of noise ensures robustness: of two functions, one with the smaller functional under noise "
            r"on L, for every $\beta > 0$, has no smaller margin.",
            Example("f'''_cont made steep beside the strips, and f'_cont", ensured),
            [Mutant("direction", "it always has the smaller margin", lambda: margins(TIGHT, "<", ONE))],
        ),
    ],
    rests_on=["s05.noise-fig2"],
    amended="s05.noise-robust-amended",
    note="P4 is about noise on X; that the precision does not suffer from the noise on L itself is another matter. "
    "Noise at the input, or in an earlier layer, which 'where' in Sec. 5.3 leaves open, does reach beside the support.",
)
