r"""Settings and calculations of the kernel in LaTeX, as a paper prints them; needs amsmath and amssymb.

A chain has letters over its relations, and their reasons in a sentence below. `hence` adds what follows when a term is
taken to the other side: the kernel never subtracts, so this says which terms are finite, by a theorem of the kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import TypeAlias

from ibverify.errors import InputError, RuleError
from ibverify.kernel import ZERO, Calculation, Line, Setting, Statement, Sum, Theorem
from ibverify.kernel.lemmas import finite
from ibverify.kernel.reasons import cardinality
from ibverify.kernel.terms import Constant, Information, LogCardinality, Minimum, Quantity, Term, one
from ibverify.ledger import Claim, Derived, Disproved
from ibverify.report.latex import (
    RELATIONS,
    Notation,
    notation,
    of_difference,
    of_statement,
    of_sum,
    of_term,
    symbol,
)
from ibverify.report.setting import of_setting
from ibverify.report.steps import of_steps
from ibverify.report.text import prose

Numbers: TypeAlias = Mapping[object, int]  # by the keys of lemmas
_NONE: Numbers = MappingProxyType({})
WIDEST = 50  # of a chain that begins in the line of its first relation, in symbols


@dataclass(frozen=True, slots=True)
class Derivation:
    """A calculation under its title; at its end `moved` is taken to the other side, `bounds` show what is finite.

    A theorem that was inferred without one is printed step by step.
    """

    title: str
    shown: Calculation | Theorem
    moved: Sum = ZERO
    bounds: tuple[Theorem, ...] = ()

    @property
    def theorem(self) -> Theorem:
        """What is derived."""
        return self.shown if isinstance(self.shown, Theorem) else self.shown.theorem

    @property
    def lemmas(self) -> Iterator[Lemma]:
        """What the lines of a calculation use that takes more than one rule, in order."""
        for line in () if isinstance(self.shown, Theorem) else self.shown.lines:
            yield from _lemmas(line)


def derivations(claims: Mapping[str, Claim]) -> dict[tuple[str, int], list[Derivation]]:
    """What the parts of claims are derived by, or what derives their contrary: by claim, and by part from 0."""
    found = {}
    for id, claim in claims.items():
        for index, part in enumerate(claim.parts):
            evidence = part.evidence.contrary if isinstance(part.evidence, Disproved) else part.evidence
            if isinstance(evidence, Derived):
                found[id, index] = [Derivation("Derivation", evidence.by(), evidence.moved)]
    return found


@dataclass(frozen=True, slots=True)
class Lemma:
    """A lemma by its name, or a theorem that was given to a step, by what it states; and one way to show it."""

    key: str | tuple[Setting, Statement]
    title: str
    theorem: Theorem


def _lemmas(line: Line) -> Iterator[Lemma]:
    for name, theorem in line.by:
        if theorem.step.premises and name:
            yield Lemma(name, name, theorem)
        elif theorem.step.premises:
            yield Lemma((theorem.setting, theorem.statement), line.because, theorem)


def of_derivation(derivation: Derivation, numbers: Numbers = _NONE) -> str:
    """The setting, the chain, and what follows from it; `numbers` are those of lemmas that are shown elsewhere.

    Raises `RuleError` where a moved term is no part of either side.
    """
    if isinstance(derivation.shown, Theorem):
        parts = [of_steps(derivation.shown)]
    else:
        by = symbols(derivation.shown)
        parts = [of_setting(by), of_calculation(derivation.shown, by, numbers)]
        if derivation.moved.parts:
            parts.append(hence(derivation.theorem, derivation.moved, by, derivation.bounds))
    if cites := sorted(derivation.theorem.cites):
        parts.append(f"\\par\\noindent This rests on {'; '.join(map(prose, cites))}.")
    return "\n".join(parts)


def symbols(calculation: Calculation) -> Notation:
    """The notation for all that a calculation speaks of."""
    assumed = (total for s in calculation.setting.hypotheses for total in (s.left, s.right))
    lines = (line.total for line in calculation.lines)
    return notation(calculation.setting, (*assumed, calculation.start, *lines))


def of_calculation(calculation: Calculation, by: Notation, numbers: Numbers = _NONE) -> str:
    """A calculation as one aligned display, its reasons below: each with a letter, its own if it begins with one."""
    start = of_sum(calculation.start, by)
    reasons = _lettered(list(dict.fromkeys(line.because for line in calculation.lines)))
    sums = [of_sum(line.total, by) for line in calculation.lines]
    lines = [f"&{_relation(line, reasons)} {total}" for line, total in zip(calculation.lines, sums, strict=True)]
    narrow = bool(lines) and _width(start) + max(map(_width, sums)) <= WIDEST
    rows = [f"{start} {lines[0]}", *lines[1:]] if narrow else [f"&{start}", *(rf"&\quad{line[1:]}" for line in lines)]
    display = " \\\\\n".join(f"  {row}" for row in rows)
    known = {reason: _references(calculation, reason, numbers) for reason in reasons}
    said = "; ".join(f"{letter} {prose(words)}{known[r]}".strip() for r, (letter, words) in reasons.items())
    because = "" if not said else f"\nSteps: {said}." if said.startswith("(") else f"\nby {said}."
    return f"\\[\n\\begin{{aligned}}\n{display}\n\\end{{aligned}}\n\\]{because}"


def _references(calculation: Calculation, reason: str, numbers: Numbers) -> str:
    """Where the lemmas are shown that a reason names."""
    lines = [line for line in calculation.lines if line.because == reason]
    found = dict.fromkeys(numbers[lemma.key] for line in lines for lemma in _lemmas(line) if lemma.key in numbers)
    references = ", ".join(rf"\hyperref[lemma:{number}]{{Lemma~{number}}}" for number in found)
    return f" ({references})" if references else ""


def _lettered(reasons: Sequence[str]) -> dict[str, tuple[str, str]]:
    """A letter for each reason, and the words that go with it; a single reason needs none."""
    found = {reason: re.match(r"(\([a-z]\)),? +", reason) for reason in reasons}
    own = {reason: match.group(1) for reason, match in found.items() if match}
    free = (letter for i in count() if (letter := f"({_letter(i)})") not in own.values())
    if len(reasons) < 2 and not own:
        return {reason: ("", reason) for reason in reasons}
    return {r: (own[r], r.removeprefix(own[r]).lstrip(", ")) if r in own else (next(free), r) for r in reasons}


def _relation(line: Line, reasons: Mapping[str, tuple[str, str]]) -> str:
    sign, (letter, _) = RELATIONS[line.relation], reasons[line.because]
    return rf"\overset{{{letter}}}{{{sign}}}" if letter else sign


def hence(theorem: Theorem, moved: Sum, by: Notation, bounds: Sequence[Theorem] = ()) -> str:
    r"""What follows when `moved` is taken from its side of a theorem to the other one, and why that is allowed.

    A term is finite if it is information on a finite variable, or by one of the `bounds`: theorems of the setting that
    it is at most a sum of logarithms of cardinalities. From $A + T \geq B$ follows $A \geq B - T$ if T is finite, and
    as well if B is: an infinite T makes the right side $-\infty$. In any other case it follows where T is finite, and
    this is said. Raises `RuleError` for a T that is no part of either side.
    """
    statement = theorem.statement
    known = statement if _is_part(moved, statement.left) else statement.flipped
    rest, trivial = known.left.without(moved), ""
    if why := _why_finite(moved, bounds, by):
        head = f"Here {why}, hence"
    elif known.relation == ">=" and (why := _why_finite(known.right, bounds, by)):
        head = f"Here {why}, hence"
        trivial = f"\nIf ${of_sum(moved, by)}$ is infinite, this says nothing."
    else:
        head = f"Where ${of_sum(moved, by)}$ is finite, hence"
    shown = f"{of_sum(rest, by)} {RELATIONS[known.relation]} {of_difference(known.right, moved, by)}"
    return f"{head}\n\\[\n  {shown}.\n\\]{trivial}"


def _why_finite(total: Sum, bounds: Sequence[Theorem], by: Notation) -> str:
    """Why a sum is finite, in words; empty if that is not known."""
    reasons = [_reason(term, bounds, by) for term, _ in total]
    verb = "is" if len(reasons) < 2 else "are"
    return f"{' and '.join(reasons) or '$0$'} {verb} finite" if all(reasons) else ""


def _reason(term: Term, bounds: Sequence[Theorem], by: Notation) -> str:
    """Why a term is finite, as a formula; empty if that is not known."""
    match term:
        case LogCardinality() | Constant("1") | Quantity("width"):
            return f"${of_term(term, by)}$"
        case Quantity("minwidth", of):
            return f"${of_term(term, by)} \\leq |{symbol(of)}|$"
        case Minimum(first, second):
            for total in (first, second):
                if _why_finite(total, bounds, by):
                    return f"${of_term(term, by)} \\leq {of_sum(total, by)}$"
    for theorem in (*bounds, *_bounds(term, by.setting)):
        if theorem.setting == by.setting and _bounds_term(theorem.statement, term):
            return f"${of_statement(theorem.statement, by)}$"
    return ""


def _bounds(term: Term, setting: Setting) -> Iterator[Theorem]:
    """Information on a finite variable is at most the logarithm of the number of its letters."""
    match term:
        case Information(left, right, given) if left == right and len(left) == 1:
            [variable] = left
            with suppress(InputError):
                yield cardinality(variable, given).prove(setting)
        case Information(left, right, given):
            for some, others in ((left, right), (right, left)):
                if len(some) == 1:
                    [variable] = some
                    with suppress(InputError):
                        yield finite(others, variable, given).prove(setting)


def _bounds_term(statement: Statement, term: Term) -> bool:
    logarithms = all(isinstance(part, LogCardinality) for part, _ in statement.right)
    return statement.left == one(term) and statement.relation in ("==", "<=") and logarithms


def _is_part(part: Sum, whole: Sum) -> bool:
    with suppress(RuleError):
        whole.without(part)
        return True
    return False


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


def _width(formula: str) -> int:
    """How many symbols wide a formula is, roughly: a command is one, what only places others is none."""
    plain = re.sub(r"\\(?:left|right|middle|mathbb|mathcal|mathrm|tilde|hat|bar|,)(?![a-z])|[{}_^ ]", "", formula)
    return len(re.sub(r"\\[A-Za-z]+", "x", plain))
