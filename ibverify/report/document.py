r"""The ledger as one LaTeX document: every claim with its verdict, what decided it, derivations step by step, mutants.

A claim that holds is a theorem if it is derived or exact; one that is tested says so in its name. One that fails is
stated with its counterexample. All text of claims goes through `prose`, so that none of it can break the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from ibverify.ledger import Finding, Judgement, PartRecord
from ibverify.report.derivation import Derivation, of_derivation
from ibverify.report.text import escape, prose

Derivations: TypeAlias = Mapping[tuple[str, int], Sequence[Derivation]]  # by claim and number of its part, from 0

MOST_CHARACTERS = 400  # of a check: the values in it may be longer than a page

_PREAMBLE = r"""\documentclass[11pt]{article}
\ifdefined\pdfinfoomitdate \pdfinfoomitdate=1 \pdfsuppressptexinfo=-1 \pdftrailerid{} \fi
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb}
\usepackage{array,booktabs,longtable}
\usepackage[margin=28mm]{geometry}
\usepackage{microtype}
\usepackage[hidelinks,pdftitle={The ledger of claims}]{hyperref}
\newcounter{claim}
\newenvironment{claim}[2]
  {\par\addvspace{4ex plus 1ex}\refstepcounter{claim}\noindent\textbf{#1~\theclaim} (#2).\ \itshape}
  {\par\addvspace{1ex}}
\newcommand{\fact}[1]{\par\noindent\textbf{#1}\ }
\newcommand{\portion}[1]{\par\addvspace{1.5ex plus .5ex}\fact{#1}}
\newenvironment{checks}
  {\begin{itemize}\setlength{\itemsep}{0pt}\setlength{\parsep}{0pt}\setlength{\parskip}{0pt}}
  {\end{itemize}}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1\linewidth}}
\renewcommand{\arraystretch}{1.15}
\emergencystretch=4em
\title{The ledger of claims}
\author{}
\date{}
"""
_LEGEND = r"""A claim \emph{holds} if each of its parts does, and \emph{fails} if one of them does: a counterexample is
given, and the claim that holds instead where there is one. What holds is \emph{derived} for all laws of its setting,
\emph{exact} on all that it speaks of, or \emph{tested} on instances: of these the weakest, among its parts and the
claims that it rests on. A mutant is a false statement near a part, which has to be refuted."""


def document(judgements: Sequence[Judgement], derivations: Derivations) -> str:
    """The document, in ASCII: equal judgements give equal text. It needs standard packages only."""
    numbers = {judgement.id: number for number, judgement in enumerate(judgements, start=1)}
    amended = {judgement.amended for judgement in judgements}
    sections = [
        f"\\section*{{{title}}}\n\n" + "\n\n".join(_claim(each, numbers, amended, derivations) for each in group)
        for title, group in groupby(judgements, key=lambda judgement: _section(judgement.id))
    ]
    body = "\n\n".join([r"\maketitle", _counts(judgements), _LEGEND, _overview(judgements, numbers), *sections])
    return f"{_PREAMBLE}\\begin{{document}}\n{body}\n\\end{{document}}\n"


def _section(id: str) -> str:
    found = re.fullmatch(r"s(\d\d)\..*", id)
    return f"Claims of Sec.~{int(found.group(1))}" if found else "Other claims"


def _counts(judgements: Sequence[Judgement]) -> str:
    """How many claims there are, by verdict, and how many of their mutants are refuted."""
    verdicts = Counter(judgement.verdict for judgement in judgements)
    refuted = Counter(mutant.refuted for judgement in judgements for mutant in judgement.mutants)
    return (
        f"Of the {len(judgements)} claims {verdicts['holds']} hold, {verdicts['fails']} fail and "
        f"{verdicts['undecided']} are undecided; of their {refuted.total()} mutants {refuted[True]} are refuted."
    )


def _overview(judgements: Sequence[Judgement], numbers: Mapping[str, int]) -> str:
    rows = [
        " & ".join(
            [
                _reference(j.id, numbers),
                prose(j.source),
                j.verdict,
                j.strength or "---",
                f"{sum(mutant.refuted for mutant in j.mutants)} of {len(j.mutants)}",
            ]
        )
        for j in judgements
    ]
    return _table("L{0.3}L{0.19}lll", "claim & source & verdict & strength & mutants refuted", rows)


def _claim(judgement: Judgement, numbers: Mapping[str, int], amended: set[str | None], derived: Derivations) -> str:
    """A claim: its statement, what is known of it, its parts, its mutants."""
    j = judgement
    facts = [
        ("Verdict.", f"It {_verdict(j.verdict, j.strength)}."),
        ("Holds instead.", "" if j.amended is None else f"{_reference(j.amended, numbers)}."),
        ("Rests on.", _sentence(_reference(id, numbers) for id in j.rests_on)),
        ("Cites.", _sentence(map(prose, j.cites))),
        ("Note.", prose(j.note)),
    ]
    lines = [
        rf"\begin{{claim}}{{{_title(j, amended)}}}{{{escape(j.id)}; {prose(j.source)}}}\label{{claim:{numbers[j.id]}}}",
        prose(j.statement),
        r"\end{claim}",
        *(rf"\fact{{{head}}}{text}" for head, text in facts if text),
    ]
    several = len(j.parts) > 1
    for i, part in enumerate(j.parts):
        head = f"Part {i + 1}." if several else ""
        lines += _part(part, head, derived.get((j.id, i), ()))
    return "\n".join([*lines, _mutants(j.parts, several=several)])


def _title(judgement: Judgement, amended: set[str | None]) -> str:
    if judgement.verdict == "fails":
        return "Counterexample"
    if judgement.verdict == "undecided":
        return "Open claim"
    kind = "theorem" if judgement.strength in ("derived", "exact") else f"{judgement.strength} claim"
    return f"Amended {kind}" if judgement.id in amended else kind.capitalize()


def _verdict(verdict: str, strength: str | None) -> str:
    return f"{'is undecided' if verdict == 'undecided' else verdict}{f' ({strength})' if strength else ''}"


def _part(part: PartRecord, head: str, derivations: Sequence[Derivation]) -> list[str]:
    """A part: its sentence where there are several, what its evidence found, its derivations."""
    verdict = _verdict(part.found.verdict, part.found.strength)
    lines = [rf"\portion{{{head}}}\emph{{{prose(part.says)}}} It {verdict}."] if head else []
    lines += _finding(part.found, "Decided on")
    for derivation in derivations:
        lines.append(rf"\fact{{{prose(derivation.title)}.}}{of_derivation(derivation)}")
    return lines if part.beyond is None else [*lines, *_finding(part.beyond, "Beyond the claim, on")]


def _finding(found: Finding, head: str) -> list[str]:
    """What evidence was looked at and what it found: the refuted check, or the first of each kind."""
    because = f" This settles it because {prose(found.because)}." if found.because else ""
    shown = found.shown if found.counterexample is None else (found.counterexample,)
    return [
        rf"\fact{{{head}}}{prose(found.scope)}.{because} {'Refuted' if found.counterexample else 'Checks'}:",
        r"\begin{checks}",
        *(rf"\item{{}} {_check(check)}" for check in shown),
        r"\end{checks}",
    ]


def _mutants(parts: Sequence[PartRecord], *, several: bool) -> str:
    rows = []
    for i, part in enumerate(parts, start=1):
        for mutant in part.mutants:
            witness = ("" if mutant.refuted else r"\textbf{not refuted:} ") + _check(mutant.witness)
            row = [str(i)] if several else []
            rows.append(" & ".join([*row, prose(mutant.changes), _check(mutant.says), witness]))
    columns, head = ("l", "part & ") if several else ("", "")
    table = _table(columns + "lL{0.36}L{0.36}", f"{head}changes & mutant & refuted by", rows)
    return rf"\portion{{Mutants.}}{table}"


def _table(columns: str, head: str, rows: Sequence[str]) -> str:
    body = " \\\\\n".join(f"{{}}{row}" for row in rows)  # else \\ takes a bracket or a star that begins a row
    return (
        f"\\begin{{longtable}}{{{columns}}}\n\\toprule\n{head} \\\\\n\\midrule\n\\endhead\n{body} \\\\\n"
        "\\bottomrule\n\\end{longtable}"
    )


def _check(text: str) -> str:
    return prose(text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…")


def _reference(id: str, numbers: Mapping[str, int]) -> str:
    name = escape(id)
    return rf"\hyperref[claim:{numbers[id]}]{{{numbers[id]}. {name}}}" if id in numbers else name


def _sentence(items: Iterable[str]) -> str:
    text = "; ".join(items)
    return f"{text}." if text else ""
