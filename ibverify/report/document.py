r"""The ledger as one LaTeX document: every claim with its verdict, what decided it, derivations step by step, mutants.

A claim that is derived for every law of its setting is a theorem; one that is exact on what it speaks of a proposition;
one that was tested says so in its name. One that fails is stated with its counterexample. All text of claims goes
through `prose` or `typed`, so that none of it can break the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from typing import TypeAlias

from ibverify.ledger import EstimatesRecord, Finding, Judgement, PartRecord
from ibverify.report.check import of_check, of_formula, of_place, short
from ibverify.report.derivation import Derivation, Lemma, Numbers, of_derivation
from ibverify.report.paper import bibliography, notation_rows, title
from ibverify.report.steps import of_steps, rules_used, table
from ibverify.report.text import escape, prose
from ibverify.report.typed import typed

Derivations: TypeAlias = Mapping[tuple[str, int], Sequence[Derivation]]  # by claim and number of its part, from 0

MOST_CHECKS = 6  # of a part

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\ifdefined\pdfinfoomitdate \pdfinfoomitdate=1 \pdfsuppressptexinfo=-1 \pdftrailerid{} \fi
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb}
\usepackage{array,booktabs,longtable}
\usepackage[margin=25mm]{geometry}
\usepackage{microtype}
\usepackage[hidelinks,pdftitle={The ledger of claims}]{hyperref}
\newcounter{claim}
\newcommand{\room}[1]{\par\ifdim\dimexpr\pagegoal-\pagetotal<#1\baselineskip\newpage\fi}
\newenvironment{claim}[2]
  {\room{10}\addvspace{4ex plus 1ex}\refstepcounter{claim}\noindent\textbf{#1~\theclaim} (#2).\ \itshape}
  {\par\nopagebreak\addvspace{1ex}}
\newcommand{\fact}[1]{\par\noindent\textbf{#1}\ }
\newcommand{\portion}[1]{\room{8}\addvspace{1.5ex plus .5ex}\fact{#1}}
\newenvironment{checks}
  {\nopagebreak\begin{itemize}\setlength{\itemsep}{0pt}\setlength{\parsep}{0pt}\setlength{\parskip}{0pt}}
  {\end{itemize}}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1\linewidth}}
\renewcommand{\arraystretch}{1.15}
\setlength{\LTleft}{0pt}\setlength{\LTpre}{.8ex}\setlength{\LTpost}{1.2ex}
\emergencystretch=4em
\raggedbottom
\title{The ledger of claims}
"""
_LEGEND = r"""A claim \emph{holds} if each of its parts does, and \emph{fails} if one of them does: a counterexample is
given, and the claim that holds instead where there is one. What holds is \emph{derived} for all laws of its setting,
and then a theorem; \emph{exact} on all that it speaks of, by computation, a proposition on its example; or
\emph{tested} on instances: of these the weakest, among its parts and the claims that it rests on. A derivation is
replayed from its certificate by a checker that shares no code with the prover, and its statement is tried on random
finite models of its setting. A mutant is a false statement near a part, which has to be refuted."""
_COVERAGE = "Only the claims listed here are judged: of what else a paper says, nothing is said."
_RULES = r"""These rules are trusted; their proofs are \texttt{docs/kernel.md} of ibverify. A step ``put in'' replaces a
part of a sum by what an earlier step says that it equals, or that bounds it; nothing is ever subtracted."""
_LEMMAS = r"""Each lemma is shown once, for the variables of the first derivation that uses it; wherever it is used,
its steps are replayed with the rest."""


def document(judgements: Sequence[Judgement], derivations: Derivations, seed: int = 0) -> str:
    """The document, in ASCII: equal judgements give equal text. It needs standard packages only."""
    numbers = {judgement.id: number for number, judgement in enumerate(judgements, start=1)}
    amended = {judgement.amended for judgement in judgements}
    shown = [each for j in judgements for i in range(len(j.parts)) for each in derivations.get((j.id, i), ())]
    lemmas: dict[object, Lemma] = {}
    for lemma in (lemma for each in shown for lemma in each.lemmas):
        lemmas.setdefault(lemma.key, lemma)
    writer = _Writer(numbers, amended, derivations, {key: number for number, key in enumerate(lemmas, start=1)})
    sections = [
        f"\\section*{{{head}}}\n\n" + "\n\n".join(map(writer.claim, group))
        for head, group in groupby(judgements, key=lambda judgement: _section(judgement.id))
    ]
    of_paper = any(_of_paper(judgement.id) for judgement in judgements)
    body = [r"\maketitle", *([title()] if of_paper else []), _counts(judgements), _COVERAGE, _LEGEND]
    body += [_overview(judgements, numbers), *sections, *_appendix(shown, list(lemmas.values()), notation=of_paper)]
    body += [bibliography(_texts(judgements))] if of_paper else []
    made = rf"\author{{Written by ibverify {escape(version('ibverify'))}, seed {seed}}}" + "\n" + r"\date{}"
    return f"{_PREAMBLE}{made}\n\\begin{{document}}\n" + "\n\n".join(filter(None, body)) + "\n\\end{document}\n"


def _of_paper(id: str) -> bool:
    return re.fullmatch(r"s\d\d\..*", id) is not None


def _section(id: str) -> str:
    return f"Claims of Sec.~{int(id[1:3])}" if _of_paper(id) else "Other claims"


def _counts(judgements: Sequence[Judgement]) -> str:
    """How many claims there are, by verdict, and how many of their mutants are refuted."""
    verdicts = Counter(judgement.verdict for judgement in judgements)
    refuted = Counter(mutant.refuted for judgement in judgements for mutant in judgement.mutants)
    derived = sum(judgement.verdict == "holds" and judgement.strength == "derived" for judgement in judgements)
    return (
        f"Claims: {len(judgements)}, of which {verdicts['holds']} hold ({derived} derived), "
        f"{verdicts['fails']} fail and {verdicts['undecided']} are undecided. Mutants: {refuted.total()}, of "
        f"which {refuted[True]} are refuted."
    )


def _overview(judgements: Sequence[Judgement], numbers: Mapping[str, int]) -> str:
    rows = [
        " & ".join(
            [
                _reference(j.id, numbers),
                prose(j.source),
                j.verdict,
                (j.strength if j.verdict == "holds" else None) or "---",
                f"{sum(mutant.refuted for mutant in j.mutants)} of {len(j.mutants)}",
            ]
        )
        for j in judgements
    ]
    return table("L{0.36}L{0.26}lll", "claim & source & verdict & strength & mutants", rows)


def _appendix(shown: Sequence[Derivation], lemmas: Sequence[Lemma], *, notation: bool) -> Iterable[str]:
    """What the derivations use: lemmas step by step, the rules of the kernel, the notation."""
    if lemmas:
        yield rf"\section*{{Lemmas}}{_LEMMAS}"
        for number, lemma in enumerate(lemmas, start=1):
            head = rf"\phantomsection\label{{lemma:{number}}}Lemma {number}, {prose(lemma.title)}."
            yield rf"\portion{{{head}}}{of_steps(lemma.theorem)}"
    if shown:
        yield rf"\section*{{Rules}}{_RULES}" + "\n" + rules_used(each.theorem for each in shown)
    if shown or notation:
        yield r"\section*{Notation}" + table("L{0.28}L{0.65}", "symbol & meaning", notation_rows())


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes claims; it knows the numbers of all of them, which are amendments, what is derived, and the lemmas."""

    numbers: Mapping[str, int]
    amended: set[str | None]
    derivations: Derivations
    lemmas: Numbers

    def claim(self, j: Judgement) -> str:
        """A claim: its statement, what is known of it, its parts, its mutants."""
        numbers = self.numbers
        facts = [
            ("Verdict.", f"It {_verdict(j.verdict, j.strength)}."),
            ("Holds instead.", "" if j.amended is None else f"{_reference(j.amended, numbers)}."),
            ("Rests on.", _sentence(_reference(id, numbers) for id in j.rests_on)),
            ("Cites.", _sentence(map(prose, j.cites))),
            ("Note.", typed(j.note)),
        ]
        head = rf"{{{_title(j, self.amended)}}}{{{escape(j.id)}; {prose(j.source)}}}\label{{claim:{numbers[j.id]}}}"
        lines = [
            rf"\begin{{claim}}{head}",
            prose(j.statement),
            r"\end{claim}",
            *(rf"\fact{{{head}}}{text}" for head, text in facts if text),
        ]
        several = len(j.parts) > 1
        for i, part in enumerate(j.parts):
            lines += self._part(part, f"Part {i + 1}." if several else "", self.derivations.get((j.id, i), ()))
        return "\n".join([*lines, _mutants(j.parts, several=several)])

    def _part(self, part: PartRecord, head: str, derivations: Sequence[Derivation]) -> list[str]:
        """A part: its sentence, what its evidence found, its derivations."""
        verdict = _verdict(part.found.verdict, part.found.strength)
        says = rf"\portion{{{head or 'In detail.'}}}\emph{{{prose(part.says)}}}"
        lines = [f"{says} It {verdict}." if head else says]
        stands = bool(derivations) and part.found.verdict == "holds"
        if not stands:
            lines += _finding(part.found, "Decided on")
        for derivation in derivations:
            lines.append(rf"\fact{{{prose(derivation.title)}.}}{of_derivation(derivation, self.lemmas)}")
        if stands:
            lines.append(_replayed(part.found))
        if part.beyond is not None:
            lines += _finding(part.beyond, "Beyond the claim, on")
        if part.estimates is not None:
            lines += _estimates(part.estimates)
        return lines


def _title(judgement: Judgement, amended: set[str | None]) -> str:
    if judgement.verdict == "fails":
        return "Counterexample"
    if judgement.verdict == "undecided":
        return "Open claim"
    kinds = {"derived": "theorem", "exact": "proposition on the example"}
    kind = kinds.get(judgement.strength or "", f"{judgement.strength} claim")
    return f"Amended {kind}" if judgement.id in amended else kind[:1].upper() + kind[1:]


def _verdict(verdict: str, strength: str | None) -> str:
    if verdict == "holds":
        return f"holds ({strength})" if strength else "holds"
    return "fails" if verdict == "fails" else "is undecided"


def _finding(found: Finding, head: str) -> list[str]:
    """What evidence was looked at and what it found: the refuted check, or the first of each kind, up to a number."""
    because = f" This settles it because {typed(found.because)}." if found.because else ""
    broken = found.counterexample
    if broken is not None and broken.formula is not None and broken.formula.model is None:
        return [rf"\fact{{Refuted.}}Of a law that the sentence speaks of, the contrary is derived: {typed(broken.on)}."]
    if broken is not None:
        return [rf"\fact{{{head}}}{typed(found.scope)}.{because} Refuted: {of_check(broken)}."]
    further = found.checks - min(len(found.shown), MOST_CHECKS)
    return [
        rf"\fact{{{head}}}{typed(found.scope)}.{because} Checks:",
        r"\begin{checks}",
        *(rf"\item{{}} {of_check(check)}" for check in found.shown[:MOST_CHECKS]),
        *([rf"\item{{}} \ldots{{}} and {further} more."] if further else []),
        r"\end{checks}",
    ]


def _estimates(found: EstimatesRecord) -> list[str]:
    """How many intervals from samples hold what is stated, and the intervals, up to a number."""
    further = len(found.intervals) - MOST_CHECKS
    return [
        rf"\fact{{Estimated,}}which decides nothing: {typed(str(found))}.",
        r"\begin{checks}",
        *(rf"\item{{}} {typed(short(str(interval)))}" for interval in found.intervals[:MOST_CHECKS]),
        *([rf"\item{{}} \ldots{{}} and {further} more."] if further > 0 else []),
        r"\end{checks}",
    ]


def _replayed(found: Finding) -> str:
    """That the certificate was replayed, and on how many models the statement was tried; the most telling is shown."""
    steps = f"{found.steps} step{'' if found.steps == 1 else 's'}"
    said = rf"\fact{{Checked.}}Its certificate was replayed in {steps}"
    model = next((check for check in found.shown if check.formula and check.formula.model), None)
    if model is None or model.formula is None:
        return f"{said}. No finite law is one of its setting."
    count = f"{len(found.instances)} finite model{'' if len(found.instances) == 1 else 's'}"
    values = typed(short(model.outcome.statement))
    such = f"such as {of_place(model)}, where {of_formula(model.formula)} reads {values}"
    return f"{said}; it was tried on {count}, {such}."


def _mutants(parts: Sequence[PartRecord], *, several: bool) -> str:
    rows = []
    for i, part in enumerate(parts, start=1):
        for mutant in part.mutants:
            witness = ("" if mutant.refuted else r"\textbf{not refuted:} ") + of_check(mutant.witness)
            row = [str(i)] if several else []
            rows.append(" & ".join([*row, prose(mutant.changes), typed(short(mutant.says)), witness]))
    columns, head = ("l", "part & ") if several else ("", "")
    widths = "lL{0.24}L{0.50}" if several else "lL{0.26}L{0.55}"
    return r"\room{6}" + table(columns + widths, f"{head}changes & mutant & refuted by", rows, "Mutants.")


def _texts(judgements: Iterable[Judgement]) -> Iterable[str]:
    """All that may cite a work."""
    for j in judgements:
        yield from (j.source, j.statement, j.note, *j.cites, *(part.says for part in j.parts))


def _reference(id: str, numbers: Mapping[str, int]) -> str:
    name = escape(id)
    return rf"\hyperref[claim:{numbers[id]}]{{{numbers[id]}. {name}}}" if id in numbers else name


def _sentence(items: Iterable[str]) -> str:
    text = "; ".join(items)
    return f"{text}." if text else ""
