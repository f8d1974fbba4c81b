"""A comparison as a table and a sentence, for people."""

from __future__ import annotations

from flint import fmpq

from ibverify.cli._table import LONGEST, table, value_text
from ibverify.information import Information
from ibverify.study.compare import Comparison, Order
from ibverify.study.crossing import FamilyComparison
from ibverify.study.quotient import Quotient

WORDS = {
    Order.A: "smaller in A",
    Order.EQUAL: "equal",
    Order.B: "smaller in B",
    Order.UNKNOWN: "not decided",
    Order.NOT_COMPARED: "infinite in both, and not compared",
}


def comparison_text(comparison: Comparison, beta: fmpq | None, *, full: bool) -> str:
    """The two terms of A and B, the verdict as a sentence, then the reasons of what is infinite or not exact.

    With a beta the verdict is about that one alone. Raises `InputError` if it is not positive.
    """
    notes: list[str] = []

    def line(name: str, found: Information) -> list[str]:
        values = {"I(X;L)": found.compression, "I(Y;L)": found.precision}
        for of, value in values.items():
            if value.reason is not None:
                notes.append(f"{name}: {of} is {'infinite' if value.is_infinite else 'only enclosed'}: {value.reason}")
        shown = [*values.values(), *([] if beta is None else [found.functional(beta)])]
        return [name, *(value_text(value.in_nats(), full=full) for value in shown)]

    rows = [line("A", comparison.first), line("B", comparison.second)]
    orders = [comparison.compression, comparison.precision, *([] if beta is None else [comparison.at(beta)])]
    header = ["", "I(X;L)", "I(Y;L)", *([] if beta is None else [f"IB, beta = {beta}"])]
    found = table(header, [*rows, ["", *(order.value for order in orders)]])
    verdict = _of_all(comparison) if beta is None else f"{WORDS[comparison.at(beta)]} if beta = {beta}"
    lines = [found, "", f"The functional I(X;L) - beta I(Y;L) is {verdict}."]
    if "beta*" in verdict and (threshold := comparison.betas[0].high) is not None:
        lines.append(f"beta* = {_shown(threshold, full=full)}")
    return "\n".join([*lines, *([""] if notes else []), *notes])


def crossing_text(found: FamilyComparison) -> str:
    """The outcomes from left to right, for either term, and for the functional if there is a beta."""
    terms = {"I(X;L)": found.compression, "I(Y;L)": found.precision}
    if found.functional is not None:
        terms[f"IB, beta = {found.beta}"] = found.functional
    rows = [
        (name if i == 0 else "", span.order.value, span.where(crossed.parameter))
        for name, crossed in terms.items()
        for i, span in enumerate(crossed.spans)
    ]
    return table(("", "outcome", ""), rows)


def _of_all(comparison: Comparison) -> str:
    """The verdict for every beta, with the threshold as beta*; the ends of what is not decided, rounded outwards."""
    pieces = comparison.betas
    if len(pieces) == 1 and pieces[0].order in (Order.UNKNOWN, Order.NOT_COMPARED):
        return f"{WORDS[pieces[0].order]} for any beta > 0"
    if any(piece.order is Order.UNKNOWN for piece in pieces):
        return ", ".join(f"{WORDS[p.order]} {p.where(lambda end, up: end.enclosure(7)[up])}" for p in pieces)
    return ", ".join(f"{WORDS[piece.order]} {piece.where(lambda *_: 'beta*')}" for piece in pieces)


def _shown(end: Quotient, *, full: bool) -> str:
    """A threshold as values are shown: its string and a decimal, or the decimal alone where the string is long."""
    if end.value is not None:
        return value_text(end.value.in_nats(), full=full)
    text, decimal = str(end), f"{end.enclosure(7)[0]}..."
    return f"{text} = {decimal}" if full or len(text) <= LONGEST else f"{decimal} (exact: --full)"
