r"""The paper whose claims the ledger judges: its reference, the works that its claims cite by number, its notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ibverify.report.text import escape, prose

REFERENCE = (
    "R. A. Amjad and B. C. Geiger, “Learning Representations for Neural Network-Based Classification Using the "
    "Information Bottleneck Principle”, IEEE Transactions on Pattern Analysis and Machine Intelligence, vol. 42, "
    "no. 9, pp. 2225–2239, 2020, arXiv:1802.09766"
)
WORKS: Mapping[int, str] = {
    1: "N. Tishby and N. Zaslavsky, “Deep learning and the information bottleneck principle”, ITW 2015.",
    2: "R. Shwartz-Ziv and N. Tishby, “Opening the black box of deep neural networks via information”, "
    "arXiv:1703.00810, 2017.",
    3: "A. M. Saxe et al., “On the information bottleneck theory of deep learning”, ICLR 2018.",
    5: "A. Kolchinsky, B. D. Tracey and D. H. Wolpert, “Nonlinear information bottleneck”, arXiv:1705.02436, 2018.",
    6: "A. A. Alemi, I. Fischer, J. V. Dillon and K. Murphy, “Deep variational information bottleneck”, ICLR 2017.",
    9: "P. K. Banerjee and G. Montufar, “The variational deficiency bottleneck”, arXiv:1810.11677, 2018.",
    22: "D. J. Strouse and D. J. Schwab, “The deterministic information bottleneck”, UAI 2016, pp. 696–705.",
    23: "J.-H. Jacobsen, A. W. Smeulders and E. Oyallon, “i-RevNet: deep invertible networks”, ICLR 2018.",
    27: "A. Achille and S. Soatto, “Information dropout: learning optimal representations through noisy "
    "computation”, IEEE Trans. Pattern Anal. Mach. Intell., vol. 40, no. 12, pp. 2897–2905, 2018.",
    28: "B. Chang et al., “Reversible architectures for arbitrarily deep residual neural networks”, AAAI 2018.",
    29: "Z. Goldfeld et al., “Estimating information flow in neural networks”, arXiv:1810.05728, 2018.",
    30: "M. Vera, P. Piantanida and L. R. Vega, “The role of the information bottleneck in representation "
    "learning”, ISIT 2018, pp. 1580–1584.",
    33: "D. Moyer et al., “Invariant representations without adversarial training”, NeurIPS 2018, pp. 9102–9111.",
    34: "G. Pereyra et al., “Regularizing neural networks by penalizing confident output distributions”, ICLR 2017.",
    35: "S. Belharbi et al., “Neural networks regularization through class-wise invariant representation learning”, "
    "arXiv:1709.01867, 2017.",
    37: "I. Csiszár, “On the dimension and entropy of order α of the mixture of probability distributions”, Acta "
    "Math. Hungar., vol. 13, pp. 245–255, 1962.",
    38: "A. Rényi, “On the dimension and entropy of probability distributions”, Acta Math. Hungar., vol. 10, "
    "pp. 193–215, 1959.",
    39: "B. R. Hunt and V. Y. Kaloshin, “How projections affect the dimension spectrum of fractal measures”, "
    "Nonlinearity, vol. 10, no. 5, p. 1031, 1997.",
    40: "P. Mattila, M. Morán and J.-M. Rey, “Dimension of a measure”, Studia Math., vol. 142, pp. 219–233, 2000.",
    41: "Y. Wu, S. Shamai (Shitz) and S. Verdú, “Information dimension and the degrees of freedom of the "
    "interference channel”, IEEE Trans. Inf. Theory, vol. 61, pp. 256–279, 2015.",
    42: "Y. Wu and S. Verdú, “Rényi information dimension: fundamental limits of almost lossless analog "
    "compression”, IEEE Trans. Inf. Theory, vol. 56, no. 8, pp. 3721–3748, 2010.",
}
_NAMED = {39: "Hunt and Kaloshin", 40: "Mattila, Moran and Rey"}
_NOTATION = (
    (r"$X$, $Y$, $L$, $\tilde{Y}$", "the features, the label, a layer, the output of the last layer"),
    (r"$I(A;B|C)$", r"$\mathbb{E}\, D(P_{AB|C} \,\|\, P_{A|C} \times P_{B|C})$, in nats, between 0 and $\infty$"),
    (r"$H(A|C)$", r"$I(A;A|C)$: the entropy if $A$ is discrete, else infinite"),
    (r"$\log|\mathcal{Y}|$", "the logarithm of the number of letters of a finite variable"),
    (r"$C(P_{Y|L} \,\|\, Q_{Y|L})$", r"the cross-entropy $\mathbb{E}[-\log Q(Y|L)]$"),
    (r"$\mathbb{E}\, D(P_{Y|L} \,\|\, Q_{Y|L})$", "the divergence, its expectation over what is given"),
    (r"$H^2(V)$", r"$-\log P(V = V')$, where $V'$ is an independent copy"),
    (r"$d^2(V)$, $\overline{d}^2(V)$", r"the lower and the upper limit of $H^2([V]_m) / \log m$"),
    (r"$d(V)$", r"the lower limit of $H([V]_m) / \log m$"),
    (r"$|V|$", "the number of coordinates of a vector"),
    (r"$\min_{V \preceq L} |V|$", "the least width on the way to a layer, itself counted"),
    (r"$L\colon 0, 1, 2 \mapsto 0, 1, 0$", "a function by its values; matrices have a row for each letter given"),
)


def notation_rows() -> list[str]:
    """The symbols and what they mean, as rows of a table."""
    return [f"{symbol} & {meaning}" for symbol, meaning in _NOTATION]


def bibliography(texts: Iterable[str]) -> str:
    """The works that these texts cite by number, or by the names of their authors; empty if there are none."""
    said = " ".join(texts)
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", said)}
    cited = [n for n in WORKS if n in numbers or _NAMED.get(n, "\0") in said]
    if not cited:
        return ""
    items = "\n".join(rf"\bibitem[{n}]{{work:{n}}} {escape(WORKS[n])}" for n in cited)
    return f"\\begin{{thebibliography}}{{99}}\n{items}\n\\end{{thebibliography}}"


def title() -> str:
    """What is judged, in one sentence."""
    return f"Judged are claims of {prose(REFERENCE)}. Its numbers of sections, equations and references are kept."
