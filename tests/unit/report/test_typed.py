"""Formulas that are found in plain text, and that whatever is no formula stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.report.formula import is_safe
from ibverify.report.typed import LONGEST, typed


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("", ""),
        ("no formula, 2 words (14) and [6], i.e. none.", "no formula, 2 words (14) and [6], i.e. none."),
        ("A point twice, a p-norm", "A point twice, a p-norm"),
        ("L's law", "$L$'s law"),
        ("a = 3", "$a = 3$"),
        ("X uniform on S1, S4", "$X$ uniform on $S_1$, $S_4$"),
        ("3/2*log(2) - log(11) >= -1/20", r"$\tfrac{3}{2} \, \log 2 - \log 11 \geq -\tfrac{1}{20}$"),
        ("I(X;L) = oo", r"$I(X;L) = \infty$"),
        ("H(X) = log|D|", r"$H(X) = \log|D|$"),
        ("H([Y]_64) - log 64", r"$H([Y]_{64}) - \log 64$"),
        ("H2(Z) <= d2(Z)", r"$H^2(Z) \leq d^2(Z)$"),
        ("f^II and f''_disc", r"$f^{\mathrm{II}}$ and $f''_{\mathrm{disc}}$"),
        ("P(D != Y) = epsilon/2", r"$P(D \neq Y) = \varepsilon/2$"),
        ("P(some active)", "$P$(some active)"),
        ("on [-1, 1]^2", "on $[-1, 1]^{2}$"),
        ("on [0, 1/2): all", r"on $[0, \tfrac{1}{2})$: all"),
        ("x1 in {1/2, 1}", r"$x_1$ in $\{\tfrac{1}{2}, 1\}$"),
        ("E D(P_{B|A} || Q(.|T))", r"$\mathbb{E}\,D(P_{B|A} \,\|\, Q(\cdot|T))$"),
        ("I(A;BC|D)", "$I(A;BC|D)$"),
        ("I(Y;Yt)", r"$I(Y;\tilde{Y})$"),
        ("inf f <= max(w, 0)", r"$\inf f \leq \max(w, 0)$"),
        ("H(Y) - 1/2 epsilon", r"$H(Y) - \tfrac{1}{2}\,\varepsilon$"),
        ("P => Q", r"$P \Rightarrow Q$"),
        ("with $x^2$ and y = 2", "with $x^2$ and $y = 2$"),
        ("x_1_2", r"x\_1\_2"),
        ("5 $", r"5 \$"),
    ],
)
def test_what_is_a_formula(text: str, latex: str):
    assert typed(text) == latex


def test_long_numbers_are_cut():
    assert typed("x = " + "7" * (LONGEST + 1)) == r"$x = 77777777\ldots$"


@given(st.text(alphabet="aAILx12 _^'*/(){}[]|,;.=<>!$\\%&#~é\x00", max_size=30))
def test_no_text_is_unsafe(text: str):
    """Every formula that comes out is of the grammar, and what is between them has no lone dollar or brace."""
    found = typed(text)
    assert found.isascii()
    parts = found.replace(r"\$", "").split("$")
    assert len(parts) % 2 == 1
    assert all(is_safe(part) for part in parts[1::2])
    outside = "".join(parts[::2]).replace(r"\{", "").replace(r"\}", "")
    assert outside.count("{") == outside.count("}")
