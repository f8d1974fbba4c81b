"""The format `ibverify-ledger/1`: what `verify --json` writes."""

from __future__ import annotations

from typing import Any

from ibverify.ledger import Judgement, Ledger

FORMAT = "ibverify-ledger/1"


def ledger_to_dict(ledger: Ledger) -> dict[str, Any]:
    """The judgements as plain dicts; only `timing`, in seconds, differs between equal runs."""
    return {
        "format": FORMAT,
        "claims": [_claim(judgement) for judgement in ledger.judgements],
        "timing": {id: round(seconds, 3) for id, seconds in ledger.timing.items()},
    }


def _claim(j: Judgement) -> dict[str, Any]:
    return {
        "id": j.id,
        "source": j.source,
        "statement": j.statement,
        "verdict": j.verdict,
        "strength": j.strength,
        "rests_on": list(j.rests_on),
        "cites": list(j.cites),
        "counterexample": j.counterexample,
        "amended": j.amended,
        "instances": j.instances,
        "mutants": {
            "tried": len(j.mutants),
            "refuted": sum(m.refuted for m in j.mutants),
            "each": [{"name": m.name, "says": m.says, "refuted": m.refuted, "by": m.witness} for m in j.mutants],
        },
        "note": j.note,
    }
