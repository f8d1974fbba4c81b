from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.report.text import escape, prose


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50 % & #1 of $x_1$", r"50 \% \& \#1 of \$x\_1\$"),
        (r"\input{a}", r"\textbackslash{}input\{a\}"),
        ("a~b^c`d", r"a\textasciitilde{}b\textasciicircum{}c\`{}d"),
        ("P(D != Y) <= 1 | 2", r"P(D != Y) \textless{}= 1 \textbar{} 2"),
        ("--json, f''", "-{}-json, f'{}'"),
        ("Rényi, Mañé, Łoś", r"R\'{e}nyi, Ma\~{n}\'{e}, \L{}o\'{s}"),
        ("ε ≤ ∞", r"\ensuremath{\varepsilon} \ensuremath{\leq} \ensuremath{\infty}"),
        ("中\x07", "[U+4E2D][U+0007]"),
        (" two\n\n lines ", "two lines"),
        ("“a” – b…", r"\textquotedblleft{}a\textquotedblright{} \textendash{} b\dots{}"),
    ],
)
def test_text_prints_as_it_stands(text: str, latex: str):
    assert escape(text) == latex


OWN = "|".join(
    (
        r"\\[{}%&#_$]",
        r"\\[A-Za-z]+\{\}",
        r"\\ensuremath\{(?:-|\\[A-Za-z]+)\}",
        r"\\[`'^~=.\"]\{[A-Za-z]?\}",
        r"\\[urHvc]\{[A-Za-z]\}",
        r"[-',]\{\}",
    )
)


@given(st.text())
def test_text_holds_no_command_of_its_own(text: str):
    """What is left of escaped text without our own commands is plain: no special character, balanced braces."""
    latex = escape(text)
    assert latex.isascii()
    assert not re.search(r"[\\{}%&#_$~^`<>|]", re.sub(OWN, "", latex))


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Let $x_1$ be 5 %.", r"Let $x_1$ be 5 \%."),
        ("$a$ $b$", "$a$ $b$"),
        (r"costs \$5", r"costs \$5"),
        ("one $ alone", r"one \$ alone"),
        ("bad $x_$ here", r"bad \texttt{\$x\_\$} here"),
        ("$$x$$", r"\texttt{\$\$}x\texttt{\$\$}"),
        ("", ""),
        (" ", ""),
    ],
)
def test_formulas_are_kept_if_they_are_safe(text: str, latex: str):
    assert prose(text) == latex


@given(st.text(alphabet=r"$\{}_^ab%&# "))
def test_prose_has_closed_formulas(text: str):
    """Dollars that are not escaped come in pairs."""
    assert len(re.findall(r"(?<!\\)\$", prose(text))) % 2 == 0
