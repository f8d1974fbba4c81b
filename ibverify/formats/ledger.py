"""The formats `ibverify-ledger/1` and `ibverify-claims/1`: what `verify --json` and `verify --list --json` write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibverify.ledger import Check, Claim, EstimatesRecord, Finding, Judgement, Ledger, PartRecord

FORMAT = "ibverify-ledger/1"
CLAIMS_FORMAT = "ibverify-claims/1"


def ledger_to_dict(ledger: Ledger) -> dict[str, Any]:
    """The judgements as plain dicts; only `timing`, in seconds, differs between equal runs."""
    return {
        "format": FORMAT,
        "claims": [_claim(judgement) for judgement in ledger.judgements],
        "timing": {id: round(seconds, 3) for id, seconds in ledger.timing.items()},
    }


def claims_to_dict(claims: Mapping[str, Claim]) -> dict[str, Any]:
    """The claims by id, unjudged, as plain dicts: what each says and where."""
    listed = [{"id": id, "source": c.statement.source, "statement": c.statement.says} for id, c in claims.items()]
    return {"format": CLAIMS_FORMAT, "claims": listed}


def _claim(j: Judgement) -> dict[str, Any]:
    return {
        "id": j.id,
        "source": j.source,
        "statement": j.statement,
        "verdict": j.verdict,
        "strength": j.strength,
        "rests_on": list(j.rests_on),
        "cites": list(j.cites),
        "counterexample": _text(j.counterexample),
        "amended": j.amended,
        "instances": j.instances,
        "mutants": {
            "tried": len(j.mutants),
            "refuted": sum(m.refuted for m in j.mutants),
        },
        "note": j.note,
        "parts": [_part(part) for part in j.parts],
    }


def _part(part: PartRecord) -> dict[str, Any]:
    return {
        "says": part.says,
        **_finding(part.found),
        "beyond": None if part.beyond is None else _finding(part.beyond),
        "estimates": None if part.estimates is None else _estimates(part.estimates),
        "mutants": [
            {"changes": m.changes, "says": m.says, "refuted": m.refuted, "by": str(m.witness)} for m in part.mutants
        ],
    }


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "verdict": found.verdict,
        "strength": found.strength,
        "scope": found.scope,
        "because": found.because,
        "instances": len(found.instances),
        "checks": found.checks,
        "steps": found.steps,
        "shown": [str(check) for check in found.shown],
        "counterexample": _text(found.counterexample),
    }


def _estimates(found: EstimatesRecord) -> dict[str, Any]:
    return {
        "quantity": found.quantity,
        "scope": found.scope,
        "level": found.level,
        "tried": len(found.intervals),
        "held": found.held,
        "shown": list(map(str, found.intervals)),
    }


def _text(check: Check | None) -> str | None:
    return None if check is None else str(check)
