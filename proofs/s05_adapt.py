r"""Scaling L lowers the cost, if noise or quantizers are fixed; if they scale with L, it changes nothing.

Noise     of half-width 1/20, L = f'_cont(X), X uniform on T: s L + noise keeps the classes apart from s = 1/2 on, and
          h(s L + noise) grows with s
Levels    four on [0, 1], threshold 1/2: from s = 5/6 to s = 5/4 the threshold stays between the classes; at 5/4 the gap
          between them is a bin of its own
Adapted   s (L + noise) and Q(s L / s) are functions of L + noise and of Q(L), and conversely
"""

from ibverify.examples.scaled import noisy, quantized
from ibverify.examples.swept import always, compression, precision
from ibverify.ledger import Claim, Example, Mutant, Part, Statement

F = "f'_cont"


def cheaper(kind, low, high, picture=F, relation="<"):
    """The precision is that of s = 1, which is H(Y), and the compression is lower: for every beta the cost is."""
    found, at_one = kind(picture, low, high), kind(picture, 1, 2)(1)
    yield always("precision = H(Y)", found, precision, "==", "log(2)")
    says = f"compression {relation} that at s = 1"
    yield always(says, found, compression, relation, at_one.compression)


def unchanged(kind, picture=F, adapted=True, other=F):
    found, at_one = kind(picture, "1/10", 10, adapted=adapted), kind(other, 1, 2, adapted=adapted)(1)
    for term in (compression, precision):
        yield always(f"{term.__name__} as at s = 1", found, term, "==", term(at_one))


CLAIM = Claim(
    Statement(
        r"It is important to adapt the quantizers (or the noise levels) to (the statistics of) the latent "
        r"representation L in order to rule out ways to decrease the cost without fundamentally changing the "
        r"characteristics of L, e.g., by simple scaling.",
        source="Sec. 5.4, footnote 3",
    ),
    parts=[
        Part(
            r"With noise of fixed size scaling alone lowers the cost for every $\beta > 0$: for s in [1/2, 99/100], "
            r"$I(X; s L + \eta) < I(X; L + \eta)$ and $I(Y; s L + \eta) = H(Y)$, $L = f'_{cont}$, X uniform on T.",
            Example("all s in [1/2, 99/100]", lambda: cheaper(noisy, "1/2", "99/100")),
            [
                Mutant("constant", "for s = 49/100 too", lambda: cheaper(noisy, "49/100", "99/100")),
                Mutant("direction", "by larger s too", lambda: cheaper(noisy, "101/100", 2)),
                Mutant("quantifier", "for every L: for f'_disc too", lambda: cheaper(noisy, "1/2", "3/4", "f'_disc")),
            ],
        ),
        Part(
            r"So it does with fixed quantizers, four levels on [0, 1] for X and the threshold 1/2 for Y: for all s in "
            r"[6/5, 5/4], $I(X; Q_L(s L)) < I(X; Q_L(L))$ and $I(Y; Q'_L(s L)) = H(Y)$.",
            Example("all s in [6/5, 5/4]", lambda: cheaper(quantized, "6/5", "5/4")),
            [
                Mutant("constant", "for s = 13/10 too", lambda: cheaper(quantized, "6/5", "13/10")),
                Mutant("direction", "it raises the cost", lambda: cheaper(quantized, "6/5", "5/4", relation=">")),
            ],
        ),
        Part(
            r"Noise of size s/20 rules this out: for all s in [1/10, 10] both terms are those of s = 1.",
            Example("all s in [1/10, 10]", lambda: unchanged(noisy)),
            [
                Mutant("hypothesis", "so does noise of size 1/20", lambda: unchanged(noisy, adapted=False)),
                Mutant(
                    "quantifier", "any bijection: f'''_cont for f'_cont", lambda: unchanged(noisy, other="f'''_cont")
                ),
            ],
        ),
        Part(
            r"So do quantizers of the range [0, s] and the threshold s/2.",
            Example("all s in [1/10, 10]", lambda: unchanged(quantized)),
            [
                Mutant("hypothesis", "so do the fixed ones", lambda: unchanged(quantized, adapted=False)),
                Mutant(
                    "quantifier",
                    "any bijection: f'''_cont for f'_cont",
                    lambda: unchanged(quantized, other="f'''_cont"),
                ),
            ],
        ),
    ],
    note="Adapted to the range they rule out scaling, not other bijections: f'_cont and f'''_cont have the same range "
    "and are increasing functions of each other on T, yet f'''_cont costs less.",
)
