r"""Theorems step by step, in LaTeX: every statement on the way to one, the rule that gave it, and from which it came.

The steps are those of its certificate, in the same order: each once, after its premises. They are grouped by setting,
so that an induction shows its base, its step, and what follows for every layer. `rules_used` are the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ibverify.kernel import Setting, Theorem
from ibverify.kernel.theorem import ACROSS, WITHIN
from ibverify.report.latex import Notation, notation, of_statement
from ibverify.report.setting import of_setting
from ibverify.report.text import escape
from ibverify.report.typed import typed

_WORDS = {
    "nonnegative": "nonnegativity",
    "chain": "chain rule",
    "determined": "a function of what is given",
    "markov": "Markov property",
    "log_loss": "logarithmic loss",
    "compensation": "compensation identity",
    "exact": "the true conditional law",
    "point_mass": "expectation of a constant",
    "jensen": "Jensen's inequality",
    "collisions": "two points meet for few weights",
    "same_points": "functions of each other",
    "same_atoms": "the same atoms",
    "bilipschitz": "a bi-Lipschitz map",
    "narrowest": "the least width",
    "some_width": "a layer has a neuron",
    "order": "monotone in the order",
    "collision_entropy": "monotone in the order",
    "limits": "a lower and an upper limit",
    "cubes": "the number of cubes",
    "lipschitz": "a Lipschitz map",
    "start": "identity",
    "flip": "read from the right",
    "replace": "put in",
    "replace_back": "put in",
    "inside": "inside of a minimum",
    "absorb": "the smaller of two",
    "antisymmetry": "both directions",
    "cancel": "a finite term cancels",
    "component": "a mixture with such a component",
    "induction": "induction over the layers",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered step: the theorem that it gave, and the numbers of its premises."""

    number: int
    theorem: Theorem
    premises: tuple[int, ...]


def steps(theorem: Theorem) -> list[Step]:
    """The steps that lead to a theorem, numbered from 1; those made alike are one.

    >>> from ibverify.kernel import infer, setting, source
    >>> one = infer("cardinality", setting(Y=source("finite")), "Y", frozenset())
    >>> [(step.number, step.premises) for step in steps(infer("flip", one.setting, premises=[one]))]
    [(1, ()), (2, (1,))]
    """
    found: dict[tuple[object, ...], Step] = {}
    numbers: dict[Theorem, int] = {}
    pending = [theorem]
    while pending:
        rule, arguments, premises = pending[-1].step
        if missing := [premise for premise in premises if premise not in numbers]:
            pending += reversed(missing)
            continue
        each = pending.pop()
        before = tuple(numbers[premise] for premise in premises)
        step = found.setdefault((each.setting, rule, arguments, before), Step(len(found) + 1, each, before))
        numbers[each] = step.number
    return list(found.values())


def of_steps(theorem: Theorem) -> str:
    """A table of its steps for each setting on the way, headed by the setting in words; a display if it has but one."""
    numbered = steps(theorem)
    if len(numbered) == 1:
        return _alone(numbered[0])
    by = {setting: _notation(setting, numbered) for setting in dict.fromkeys(step.theorem.setting for step in numbered)}
    seen: dict[Setting, int] = {}
    parts: list[str] = []
    for setting, group in groupby(numbered, key=lambda step: step.theorem.setting):
        rows = list(group)
        again = seen.setdefault(setting, rows[0].number)
        where = of_setting(by[setting]) if again == rows[0].number else f"Again in the setting of step {again}."
        parts.append((r"\room{8}\noindent " if parts else "") + f"{where}\n{_table(rows, by[setting])}")
    return "\n".join(parts)


def rules_used(theorems: Iterable[Theorem]) -> str:
    """What the rules state that lead to some theorems: a table, in the order of the kernel."""
    used = {step.theorem.step.rule for theorem in theorems for step in steps(theorem)}
    rows = [
        rf"{escape(_words(name))} & {typed((rule.__doc__ or '').split(chr(10) * 2)[0])}"
        for name, rule in {**WITHIN, **ACROSS}.items()
        if name in used
    ]
    return table("L{0.25}L{0.68}", "rule & what it states, under its side conditions", rows)


def table(columns: str, head: str, rows: Sequence[str], title: str = "") -> str:
    """A table that may go over pages, its head repeated; the title stays with its first rows."""
    body = " \\\\\n".join(f"{{}}{row}" for row in rows)  # else \\ takes a bracket or a star that begins a row
    heading = rf"\multicolumn{{{head.count('&') + 1}}}{{@{{}}l}}{{\textbf{{{title}}}}} \\[.5ex]" + "\n" if title else ""
    header = f"\\toprule\n{head} \\\\\n\\midrule\n"
    first = f"{heading}{header}\\endfirsthead\n" if title else ""
    return (
        f"\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n{first}{header}\\endhead\n{body} \\\\\n"
        "\\bottomrule\n\\end{longtable}"
    )


def _alone(step: Step) -> str:
    by = _notation(step.theorem.setting, [step])
    shown = of_statement(step.theorem.statement, by)
    return f"{of_setting(by)}\n\\[\n  {shown}\n\\]\nby {_reason(step)}."


def _notation(setting: Setting, numbered: Sequence[Step]) -> Notation:
    said = [step.theorem.statement for step in numbered if step.theorem.setting == setting]
    assumed = [total for s in (*setting.hypotheses, *said) for total in (s.left, s.right)]
    return notation(setting, assumed)


def _table(rows: Sequence[Step], by: Notation) -> str:
    lines = [f"{row.number} & ${of_statement(row.theorem.statement, by)}$ & {_reason(row)}" for row in rows]
    return table("rL{0.58}L{0.32}", " & statement & by", lines)


def _reason(row: Step) -> str:
    rule = row.theorem.step.rule
    if rule == "induction":
        return f"{_words(rule)}: base {row.premises[0]}, step {row.premises[1]}"
    return _words(rule) + (f", {' and '.join(map(str, row.premises))}" if row.premises else "")


def _words(rule: str) -> str:
    return _WORDS.get(rule, rule.replace("_", " "))
