r"""Text of people as LaTeX: it prints as it stands, whatever characters it holds, and runs nothing.

`escape` takes plain text. `prose` takes text with formulas between dollar signs, as claims are written: a formula that
`formula.is_safe` knows is typeset, any other is printed as it was typed. What comes out is ASCII and needs no package
but amsmath, so that it compiles with any encoding and any fonts.
"""

from __future__ import annotations

import re
import unicodedata

from ibverify.report.formula import is_safe

_SPECIAL = {
    **{c: "\\" + c for c in "{}%&#_$"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\`{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "…": r"\dots{}",
    "§": r"\S{}",
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
}
_GREEK = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma sigma tau upsilon "
    "varphi chi psi omega"
)
_SIGNS = {
    "×": r"\times",
    "·": r"\cdot",
    "±": r"\pm",
    "−": "-",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "∞": r"\infty",
    "→": r"\to",
    "∈": r"\in",
    "∑": r"\sum",
    "∫": r"\int",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Ξ": r"\Xi",
    "Π": r"\Pi",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
    **dict(
        zip(
            "αβγδεζηθικλμνξπρςστυφχψω",
            ("\\" + name for name in _GREEK.split()),
            strict=True,
        )
    ),
}
_ACCENTS = {
    "\u0300": r"\`",
    "\u0301": r"\'",
    "\u0302": r"\^",
    "\u0303": r"\~",
    "\u0304": r"\=",
    "\u0306": r"\u",
    "\u0307": r"\.",
    "\u0308": r"\"",
    "\u030a": r"\r",
    "\u030b": r"\H",
    "\u030c": r"\v",
    "\u0327": r"\c",
}


def escape(text: str) -> str:
    r"""The text on one line, in which no character has a meaning to LaTeX; unknown characters as their code points.

    >>> escape("50 % of f_I & Rényi's 中")
    "50 \\% of f\\_I \\& R\\'{e}nyi's [U+4E2D]"
    """
    plain = "".join(map(_character, unicodedata.normalize("NFC", " ".join(text.split()))))
    return re.sub(r"([-',])(?=\1)", r"\1{}", plain)  # no dashes and quotes out of two characters


def prose(text: str) -> str:
    r"""The text with its formulas between dollar signs; `\$` is a dollar.

    >>> prose("$f'_{disc}$ at 1/2"), prose(r"$\input{secret}$"), prose("5 $")
    ("$f'_{disc}$ at 1/2", '\\texttt{\\$\\textbackslash{}input\\{secret\\}\\$}', '5 \\$')
    """
    parts = re.split(r"(?<!\\)\$", " ".join(text.split()))
    if len(parts) % 2 == 0:
        return escape(text)
    return "".join(formula_or_text(part) if i % 2 else _plain(part) for i, part in enumerate(parts))


def _plain(part: str) -> str:
    # Blanks around a formula count, those inside of the text are single already.
    before, after = " " * part.startswith(" "), " " * (part.endswith(" ") and len(part) > 1)
    return before + escape(part.replace(r"\$", "$")) + after


def formula_or_text(part: str) -> str:
    """A formula in dollar signs if it is safe, else as it was typed."""
    return f"${part}$" if is_safe(part) else rf"\texttt{{{escape(f'${part}$')}}}"


def _character(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if " " <= c <= "~":
        return c
    if c in _SIGNS:
        return rf"\ensuremath{{{_SIGNS[c]}}}"
    letter, *marks = list(unicodedata.normalize("NFD", c))
    if len(marks) == 1 and marks[0] in _ACCENTS and letter.isascii() and letter.isalpha():
        return f"{_ACCENTS[marks[0]]}{{{letter}}}"
    return f"[U+{ord(c):04X}]"
