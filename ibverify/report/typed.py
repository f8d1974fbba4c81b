r"""Formulas as people type them, in LaTeX: `H([Y]_4) - log(2)/2 <= oo` among words, without dollar signs.

Values, checks and mutants are written in plain text. What is a formula in it is found token by token: names of one
letter with primes, digits and indices, Greek names, numbers, relations and brackets; everything else is words. What
`formula.is_safe` does not know is printed as it was typed, so that a wrong guess costs beauty and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ibverify.report.formula import is_safe
from ibverify.report.text import escape, formula_or_text

LONGEST = 24  # digits of an integer
RELATIONS = {
    "==": "=",
    "!=": r"\neq",
    "<=": r"\leq",
    ">=": r"\geq",
    "<": "<",
    ">": ">",
    "=": "=",
    "=>": r"\Rightarrow",
    "~": r"\sim",
}
_GREEK = "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega"
_TOKEN = re.compile(
    rf"""
    (?P<word> (?:[A-Za-z]\.){{2,}} | [A-Za-z]+(?:-[A-Za-z]+)+ | 's\b )          # e.g., p-norm
  | (?P<log> log (?: \((?P<of>[0-9]+)\) | [ ](?P<number_of>[0-9]+)\b | (?=[|(^]) ) )
  | (?P<operator> (?:min|max|inf|sup) (?= \( | [ ][a-z]\b ) )
  | (?P<infinity> \b oo \b )
  | (?P<joint> (?<=[(;|,]) [A-Z]{{2,3}} (?=[);|,]) )
  | (?P<name> (?<![A-Za-z]) (?P<letter>Yt|Yhat|{_GREEK}|[A-Za-z]) (?P<digits>[0-9]*) (?P<primes>'*) (?![a-z0-9]) )
  | (?P<script> [_^] (?: \{{[^{{}}]*\}} | [A-Za-z]+ | [0-9]+ ) )
  | (?P<words> [A-Za-z]+ )
  | (?P<fraction> (?P<over>[0-9]+) / (?P<under>[0-9]+) )
  | (?P<number> [0-9]+ (?:\.[0-9]+)? )
  | (?P<relation> == | => | != | <= | >= | [<>=~] )
  | (?P<dot> (?<=\() \. (?=[|)]) )
  | (?P<sign> \|\| | [-+*/|,;()\[\]{{}}] )
  | (?P<blank> [ ] )
  | (?P<other> . )
    """,
    re.VERBOSE,
)
_WORDS = ("word", "words", "other")
_FORMULAS = ("name", "fraction", "relation", "log", "infinity", "joint", "script")
_FACTORS = ("name", "fraction", "number", "script")
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_MARKS = {"Yt": r"\tilde{Y}", "Yhat": r"\hat{Y}", "epsilon": r"\varepsilon", "phi": r"\varphi"}
_SIGNS = {"||": r"\,\|\,", "{": r"\{", "}": r"\}"}


class _Token(NamedTuple):
    kind: str
    typed: str
    latex: str


def typed(text: str) -> str:
    r"""The text in LaTeX, its formulas typeset: those between dollar signs, and those that are typed without.

    >>> typed("I(Y;f^I) = I(Y;f^II) at 1/2"), typed("log(2) - 1/20 == oo")
    ('$I(Y;f^{\\mathrm{I}}) = I(Y;f^{\\mathrm{II}})$ at $\\tfrac{1}{2}$', '$\\log 2 - \\tfrac{1}{20} = \\infty$')
    >>> typed("a p-norm of f''_disc, 50 % of it")
    "a p-norm of $f''_{\\mathrm{disc}}$, 50 \\% of it"
    """
    plain = " ".join(text.split())
    parts = re.split(r"(?<!\\)\$", plain)
    if len(parts) % 2 == 0:
        return escape(plain)
    return "".join(formula_or_text(part) if i % 2 else _words(part) for i, part in enumerate(parts))


def _words(text: str) -> str:
    return "".join(_run(run) if _is_formula(run) else _plain(run) for run in _runs(list(_tokens(text))))


def _plain(run: Sequence[_Token]) -> str:
    return _escaped("".join(token.typed for token in run))


def _escaped(text: str) -> str:
    """The text with its blanks at both ends, which `escape` would drop."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return text[:start] + escape(inner.replace(r"\$", "$")) + text[start + len(inner) :]


def _run(run: Sequence[_Token]) -> str:
    latex = "".join(
        r"\," if token.kind == "blank" and before.kind in _FACTORS and after.kind == "name" else token.latex
        for before, token, after in zip([run[0], *run], run, [*run[1:], run[-1]], strict=False)
    )
    return f"${latex}$" if is_safe(latex) else _plain(run)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, after = match.lastgroup or "", text[match.end() :]
        if match[0] in ("a", "A") and re.match(r" [A-Za-z]", after) and (match[0] == "a" or match.start() == 0):
            kind = "word"  # the article
        yield _Token(kind, match[0], _latex(kind, match, after))


def _latex(kind: str, match: re.Match[str], after: str) -> str:
    text = match[0]
    match kind:
        case "log":
            of = match["of"] or match["number_of"]
            return rf"\log {_cut(of)}" if of else r"\log"
        case "operator":
            return rf"\{text}"
        case "infinity":
            return r"\infty"
        case "dot":
            return r"\cdot"
        case "name":
            return _name(match, after)
        case "script":
            return text[0] + _index(text[1:])
        case "fraction":
            return rf"\tfrac{{{_cut(match['over'])}}}{{{_cut(match['under'])}}}"
        case "number":
            return _cut(text)
        case "relation":
            return RELATIONS[text]
        case "sign" if text == "*":
            return r" \, " if re.match(r"log|[A-Za-z]", after) else r" \cdot "
    return _SIGNS.get(text, text)


def _name(match: re.Match[str], after: str) -> str:
    letter, digits, primes = match["letter"], match["digits"], match["primes"]
    symbol = _MARKS.get(letter, letter if len(letter) == 1 else f"\\{letter}")
    if letter == "E" and after.startswith(" D("):
        return r"\mathbb{E}"
    if letter in ("H", "d") and digits == "2" and after[:1] == "(":
        return f"{symbol}^2"  # of second order
    index = f"_{digits}" if len(digits) == 1 else f"_{{{digits}}}" if digits else ""
    return symbol + primes + index


def _index(text: str) -> str:
    inner = text.strip("{}")
    upright = (len(inner) > 1 and inner.isalpha()) or re.fullmatch("[IVX]+", inner)
    return rf"{{\mathrm{{{inner}}}}}" if upright else f"{{{inner}}}"


def _cut(number: str) -> str:
    return number if len(number) <= LONGEST else rf"{number[:8]}\ldots"


def _runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Formulas and words in turn: commas part formulas outside of brackets, and no bracket stays open in one."""
    run: list[_Token] = []
    depth = 0
    for token in tokens:
        parts = token.kind in _WORDS or (token.typed in (",", ";") and depth == 0)
        if parts:
            yield from _trimmed(run)
            yield [token]
            run, depth = [], 0
        else:
            depth += (token.typed in _OPENING) - (token.typed in _CLOSING)
            run.append(token)
    yield from _trimmed(run)


def _trimmed(run: list[_Token]) -> Iterable[list[_Token]]:
    """A formula between what is none: blanks around it, and brackets without a partner."""
    alone = _without_partner(run)
    if alone is not None:
        return [*_trimmed(run[:alone]), [run[alone]], *_trimmed(run[alone + 1 :])]
    first, last = 0, len(run)
    while first < last and run[first].kind == "blank":
        first += 1
    while first < last and run[last - 1].kind == "blank":
        last -= 1
    return [part for part in (run[:first], run[first:last], run[last:]) if part]


def _without_partner(run: Sequence[_Token]) -> int | None:
    """The place of a bracket that is not closed, or not opened, within a run; [0, 1) is closed."""
    opened: list[int] = []
    for place, token in enumerate(run):
        if token.typed in _OPENING:
            opened.append(place)
        elif token.typed in _CLOSING:
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else None


def _is_formula(run: Sequence[_Token]) -> bool:
    """Whether a run has a name, a fraction, a relation, an index, a pair or the like: digits alone are none."""
    return (any(token.kind in _FORMULAS or token.typed == "," for token in run) and len(run) > 1) or _is_symbol(run)


def _is_symbol(run: Sequence[_Token]) -> bool:
    return len(run) == 1 and run[0].kind in ("name", "fraction", "log", "infinity")
