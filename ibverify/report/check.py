r"""Checks of the ledger in LaTeX: what was asked, the values that were found, and where; a finite model by its tables.

A check that is refuted shows the contrary of what was asked, which is what its values say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from ibverify.exact import Outcome
from ibverify.kernel import Surrogate
from ibverify.kernel.terms import Minimum, Quantity, Sum
from ibverify.ledger import Check, Formula
from ibverify.models.model import Model, Row
from ibverify.models.values import relation
from ibverify.report.latex import Notation, notation, of_sum, of_term, symbol
from ibverify.report.numbers import of_rational
from ibverify.report.typed import RELATIONS, typed

MOST_CHARACTERS = 400  # of a text: the values in it may be longer than a page
_CONTRARY = {"==": "!=", "!=": "==", "<=": ">", ">=": "<", "<": ">=", ">": "<="}
_COMPARED = re.compile(r"(?P<left>.+) (?P<relation>==|!=|<=|>=|<|>) (?P<right>.+)")


def of_check(check: Check) -> str:
    r"""A check: what was asked, what was found, where.

    >>> from ibverify.ledger import check
    >>> of_check(check("H(L) = log 4", "log(3)", "==", "log(4)", "X uniform on T"))
    '$H(L) = \\log 4$, but $\\log 3 \\neq 2 \\, \\log 2$ ($X$ uniform on $T$)'
    """
    where = of_place(check)
    found = of_outcome(check.outcome)
    if check.formula is not None and check.formula.model is None:
        return f"{of_formula(check.formula)}{f' ({where})' if where else ''}"
    asked = typed(short(check.says)) if check.formula is None else of_formula(check.formula)
    return f"{asked}{', but ' if check.outcome.refuted else ': '}{found}{f' ({where})' if where else ''}"


def of_outcome(outcome: Outcome) -> str:
    """The values and their relation, the contrary one if it is refuted."""
    found = _COMPARED.fullmatch(outcome.statement)
    open_ = "undecided: " if outcome.unknown else ""
    if found is None or not outcome.refuted:
        return open_ + typed(short(outcome.statement))
    return typed(short(f"{found['left']} {_CONTRARY[found['relation']]} {found['right']}"))


def of_formula(formula: Formula) -> str:
    """A statement of the kernel in the notation of derivations."""
    stated, by = formula.statement, _notation(formula)
    sign = RELATIONS[relation(stated, formula.strict)]
    return f"${of_sum(stated.left, by)} {sign} {of_sum(stated.right, by)}$"


def of_place(check: Check) -> str:
    """What a check was decided on: a finite model by its tables, anything else by its name."""
    formula = check.formula
    if formula is None or formula.model is None:
        return typed(short(check.on))
    return ", ".join(f"${part}$" for part in _tables(formula.model, formula, _notation(formula)))


def short(text: str) -> str:
    """The text, cut where it is long."""
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"


def _notation(formula: Formula) -> Notation:
    return notation(formula.setting, (formula.statement.left, formula.statement.right))


def _tables(model: Model, formula: Formula, by: Notation) -> Iterable[str]:
    """A formula for each table of a model, and for each width that the statement names."""
    for name, node in model.setting.nodes:
        rows = model.tables[name]
        if node.parents and all(max(row) == 1 for row in rows):
            yield _function(model, name, node.parents, rows)
        else:
            yield f"{by.law(name, frozenset(node.parents))} = {_matrix(rows)}"
    for name, _ in model.setting.surrogates:
        if (moved := Surrogate(name)) in by.surrogates:
            yield f"{by.surrogates[moved]} = {_matrix(model.tables[name])}"
    for term in dict.fromkeys((*_widths(formula.statement.left), *_widths(formula.statement.right))):
        yield f"{of_term(term, by)} = {model.widths[term.of][term.kind == 'minwidth']}"


def _function(model: Model, name: str, parents: Sequence[str], rows: Sequence[Row]) -> str:
    """A function by its letters; one that keeps them is an equality."""
    letters = [row.index(max(row)) for row in rows]
    if len(parents) == 1 and letters == list(range(len(rows))):
        return f"{symbol(name)} = {symbol(parents[0])}"
    of = product(*(range(model.sizes[parent]) for parent in parents))
    before = ", ".join("".join(map(str, at)) for at in of)
    return rf"{symbol(name)}\colon {before} \mapsto {', '.join(map(str, letters))}"


def _matrix(rows: Sequence[Row]) -> str:
    """The rows of a table, one for each letter that is given."""
    if len(rows) == 1:
        return f"({', '.join(map(of_rational, rows[0]))})"
    body = r" \\ ".join(" & ".join(str(mass) for mass in row) for row in rows)
    return rf"\bigl(\begin{{smallmatrix}} {body} \end{{smallmatrix}}\bigr)"


def _widths(total: Sum) -> Iterable[Quantity]:
    for term, _ in total:
        if isinstance(term, Minimum):
            yield from (*_widths(term.first), *_widths(term.second))
        elif isinstance(term, Quantity) and term.kind in ("width", "minwidth"):
            yield term
