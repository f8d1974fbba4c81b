"""The ledger as people read it."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import click

from ibverify.cli._table import table
from ibverify.ledger import Claim, Finding, Judgement, Ledger, judge_all

WIDTH = 110
VERDICTS = {"holds": ("holds", "hold"), "fails": ("fails", "fail"), "undecided": ("is undecided", "are undecided")}


def judged(claims: Mapping[str, Claim], wanted: Sequence[str], seed: int) -> Ledger:
    """The judgements of the wanted claims; on a terminal a line says which claim is judged, until all are."""
    if not sys.stderr.isatty():
        return judge_all(claims, wanted, seed)
    told = Told(claims)
    try:
        return judge_all(told, wanted, seed)
    finally:
        told.say("")
        click.echo("\r", err=True, nl=False)


class Told(Mapping[str, Claim]):
    """Claims by id; a line on standard error names the one that was looked up last."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._claims = claims
        self._width = max(map(len, claims), default=0) + len("judging ")

    def say(self, text: str) -> None:
        """Replaces the line."""
        click.echo("\r" + text.ljust(self._width), err=True, nl=False)

    def __getitem__(self, id: str) -> Claim:
        self.say(f"judging {id}")
        return self._claims[id]

    def __contains__(self, id: object) -> bool:
        return id in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


def ledger_text(ledger: Ledger) -> str:
    """A block for each claim, then the count of verdicts."""
    blocks = [_block(judgement) for judgement in ledger.judgements]
    verdicts = [judgement.verdict for judgement in ledger.judgements]
    refuted = [mutant.refuted for judgement in ledger.judgements for mutant in judgement.mutants]
    return "\n\n".join([*blocks, counts_text(verdicts, refuted)])


def counts_text(verdicts: Sequence[str], refuted: Sequence[bool]) -> str:
    """How many claims there are, with each verdict, and how many of their mutants are refuted."""
    counts = [_counted(verdicts.count(v), *words) for v, words in VERDICTS.items() if v in verdicts]
    mutants = f"{sum(refuted)} of {_counted(len(refuted), 'mutant', 'mutants')} refuted"
    return f"{_counted(len(verdicts), 'claim', 'claims')}: {', '.join(counts)}; {mutants}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def list_text(claims: Mapping[str, Claim]) -> str:
    """A line for each claim: its id, its source, its words."""
    rows = [(id, c.statement.source, textwrap.shorten(c.statement.says, 90)) for id, c in claims.items()]
    return table(("claim", "source", "statement"), rows)


def _block(j: Judgement) -> str:
    strength = f" ({j.strength})" if j.strength else ""
    lines = [f"{j.verdict:<9} {j.id}{strength}, {j.source}", *_wrapped("", j.statement)]
    for number, part in enumerate(j.parts, start=1):
        lines += _wrapped(f"{number}. ", part.says)
        lines += _wrapped("   ", _found(part.found) + _reach(part.found))
        if part.beyond is not None:
            lines += _wrapped("   ", f"beyond it, on {part.beyond.scope}: {_found(part.beyond)}")
        if part.estimates is not None:
            lines += _wrapped("   ", f"estimated, which decides nothing: {part.estimates}")
        for mutant in part.mutants:
            if not mutant.refuted:
                lines += _wrapped("   MUTANT NOT REFUTED: ", f"{mutant.changes}: {mutant.says}: {mutant.witness}")
    for head, words in (
        ("holds instead: ", j.amended or ""),
        ("rests on: ", ", ".join(j.rests_on)),
        ("cites: ", "; ".join(j.cites)),
        ("note: ", j.note),
    ):
        lines += _wrapped(head, words) if words else []
    return "\n".join(lines)


def _found(found: Finding) -> str:
    """The verdict with its strength and what was looked at, or with its counterexample."""
    if found.counterexample is not None:
        return f"fails; counterexample: {found.counterexample}"
    strength = f", {found.strength}" if found.strength else ""
    if found.steps == 0:
        return f"{found.verdict}{strength} on {_counted(len(found.instances), 'instance', 'instances')}"
    tried = f"; tried on {_counted(len(found.instances), 'finite model', 'finite models')}" if found.instances else ""
    return f"{found.verdict}{strength}; replayed in {_counted(found.steps, 'step', 'steps')}{tried}"


def _reach(found: Finding) -> str:
    """On what it was decided, and what is trusted beside that."""
    if found.counterexample is not None:
        return ""
    return f": {found.scope}" + (f"; trusted: {found.because}" if found.because else "")


def _wrapped(head: str, text: str) -> list[str]:
    indent = " " * 10
    return textwrap.wrap(head + text, WIDTH, initial_indent=indent, subsequent_indent=indent + " " * len(head))
