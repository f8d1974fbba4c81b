"""The tables of a model in plain text: what a witness prints beside the statement and its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ibverify.kernel import Statement, Sum
from ibverify.kernel.terms import Minimum, Quantity
from ibverify.models.model import Model, Row


def tables_text(model: Model) -> list[str]:
    """A line for each table: rows in the order of the letters that are given, functions by their letters."""
    nodes = [_node(model, name, node.parents) for name, node in model.setting.nodes]
    surrogates = model.setting.surrogates
    return nodes + [_rows(name, part.of, part.given, model.tables[name]) for name, part in surrogates]


def widths_text(model: Model, statement: Statement) -> list[str]:
    """A line of the widths that a statement names, if it names any."""
    named = dict.fromkeys((*_widths(statement.left), *_widths(statement.right)))
    values = [f"{term.kind}({term.of}) = {model.widths[term.of][term.kind == 'minwidth']}" for term in named]
    return [", ".join(values)] if values else []


def _widths(total: Sum) -> Iterator[Quantity]:
    for term, _ in total:
        if isinstance(term, Minimum):
            yield from (*_widths(term.first), *_widths(term.second))
        elif isinstance(term, Quantity) and term.kind in ("width", "minwidth"):
            yield term


def _node(model: Model, name: str, parents: Sequence[str]) -> str:
    rows = model.tables[name]
    if parents and all(max(row) == 1 for row in rows):
        return f"{name} = f({','.join(parents)}): {' '.join(str(row.index(max(row))) for row in rows)}"
    return _rows("P", name, parents, rows)


def _rows(law: str, of: str, given: Sequence[str], rows: Sequence[Row]) -> str:
    condition = f"|{','.join(given)}" if given else ""
    return f"{law}({of}{condition}) = {' | '.join(' '.join(map(str, row)) for row in rows)}"
