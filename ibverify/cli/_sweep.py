"""A sweep as a table, for people."""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpq

from ibverify.cli._table import LONGEST, table, value_text
from ibverify.exact import Value
from ibverify.exact.formula import Formula
from ibverify.formats.analysis import MAX_CHARACTERS
from ibverify.formats.sweep import values
from ibverify.study.infimum import infimum
from ibverify.study.sweep import Piece, Point, Sweep, Terms, shown
from ibverify.study.sweep_plane import PlaneSweep, row_text


def sweep_text(found: Sweep | PlaneSweep, beta: fmpq | None, *, full: bool) -> str:
    """A line for each piece and point, or for each open cell; long formulas get names, and follow.

    Raises `InputError` for a beta that is not positive.
    """
    formulas: dict[str, str] = {}

    def text(value: Value) -> str:
        if not isinstance(value.content, Formula):
            return value_text(value.in_nats(), full=full)
        text = str(value)
        return text if len(text) <= LONGEST else formulas.setdefault(text, f"f{len(formulas) + 1}")

    parts = _of_line(found) if isinstance(found, Sweep) else _of_plane(found)
    rows = [[where, *map(text, values(terms, beta).values())] for where, terms in parts]
    names = found.parameter if isinstance(found, Sweep) else ", ".join(found.parameters)
    lines = [table([names, "I(X;L)", "I(Y;L)", *([] if beta is None else [f"IB, beta = {beta}"])], rows)]
    if isinstance(found, PlaneSweep):
        lines += ["", f"{len(found.edges)} edges and {len(found.corners)} vertices are in the output of --json."]
    elif beta is not None:
        lines += ["", f"The infimum of IB is {infimum(found, beta)}."]
    if formulas:
        lines.append("")
    for formula, name in formulas.items():
        is_long = len(formula) > MAX_CHARACTERS and not full
        lines.append(f"{name} = {f'({len(formula)} characters: --full)' if is_long else formula}")
    return "\n".join(lines)


def _of_line(found: Sweep) -> Iterable[tuple[str, Terms]]:
    return ((shown(part.at) if isinstance(part, Point) else _interval(part), part.terms) for part in found.parts)


def _of_plane(found: PlaneSweep) -> Iterable[tuple[str, Terms]]:
    for cell in found.cells:
        yield ", ".join(f"{row_text(row, found.parameters)} > 0" for row in cell.polygon.halfspaces), cell.terms


def _interval(piece: Piece) -> str:
    opening, closing = "[" if piece.closed[0] else "(", "]" if piece.closed[1] else ")"
    return f"{opening}{shown(piece.start)}, {shown(piece.end)}{closing}"
