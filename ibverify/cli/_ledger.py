"""The ledger as people read it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from ibverify.cli._table import table
from ibverify.ledger import Claim, Judgement, Ledger

WIDTH = 110


def ledger_text(ledger: Ledger) -> str:
    """A block for each claim, then the count of verdicts."""
    blocks = [_block(judgement) for judgement in ledger.judgements]
    verdicts = [judgement.verdict for judgement in ledger.judgements]
    counts = ", ".join(f"{verdicts.count(v)} {v}" for v in ("holds", "fails", "undecided") if v in verdicts)
    tried = [m for judgement in ledger.judgements for m in judgement.mutants]
    mutants = f"{sum(m.refuted for m in tried)} of {len(tried)} mutants refuted"
    return "\n".join([*blocks, "", f"{len(verdicts)} claims: {counts}; {mutants}"])


def list_text(claims: Mapping[str, Claim]) -> str:
    """A line for each claim: its id, its source, its words."""
    rows = [(id, c.statement.source, textwrap.shorten(c.statement.says, 90)) for id, c in claims.items()]
    return table(("claim", "source", "statement"), rows)


def _block(j: Judgement) -> str:
    strength = f" ({j.strength})" if j.strength else ""
    lines = [f"{j.verdict:<9} {j.id}{strength}, {j.source}", *_wrapped("", j.statement)]
    if j.counterexample is not None:
        lines += _wrapped("counterexample: ", j.counterexample)
    if j.amended is not None:
        lines += _wrapped("holds instead:  ", j.amended)
    if j.note:
        lines += _wrapped("note: ", j.note)
    for mutant in j.mutants:
        if not mutant.refuted:
            lines += _wrapped("MUTANT NOT REFUTED: ", f"{mutant.name}: {mutant.says}: {mutant.witness}")
    return "\n".join(lines)


def _wrapped(head: str, text: str) -> list[str]:
    indent = " " * 10
    return textwrap.wrap(head + text, WIDTH, initial_indent=indent, subsequent_indent=indent + " " * len(head))
