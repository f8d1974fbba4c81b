"""Certificates of derivations: what `recheck` reads, written from the theorems of the kernel.

A certificate lists settings, steps and conclusions, each step once and after those that it was applied to; its digest
covers them all. Equal derivations have equal certificates, byte by byte. Main results: `derivation_certificate`,
`concluded`, `canonical`, `digest`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ibverify.errors import ProblemError
from ibverify.kernel.data import Data, setting_data, statement_data, statement_of
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import Statement
from ibverify.kernel.theorem import Theorem


def derivation_certificate(theorems: Sequence[Theorem], claim: str | None) -> dict[str, Any]:
    """The steps that lead to these theorems, as an `ibverify-certificate/1` of the kind "derivation".

    `claim` is the id of the claim that they prove, if any. Raises `ProblemError` if there is no theorem.

    >>> from ibverify.kernel import infer, setting, source
    >>> theorem = infer("cardinality", setting(Y=source("finite")), "Y", frozenset())
    >>> derivation_certificate([theorem], None)["steps"]
    [{'arguments': ['Y', []], 'premises': [], 'rule': 'cardinality', 'setting': 0}]
    """
    if not theorems:
        raise ProblemError("a certificate", "there is no theorem", "derive one, and certify that")
    settings: dict[bytes, int] = {}
    steps: dict[bytes, int] = {}
    number: dict[Theorem, int] = {}  # theorems that were made alike share a step
    for theorem in _in_order(theorems):
        rule, arguments, premises = theorem.step
        setting = canonical(setting_to_dict(theorem.setting))
        step = {
            "setting": settings.setdefault(setting, len(settings)),
            "rule": rule,
            "arguments": _lists(arguments),
            "premises": [number[premise] for premise in premises],
        }
        number[theorem] = steps.setdefault(canonical(step), len(steps))
    conclusions = {number[theorem]: _lists(statement_data(theorem.statement)) for theorem in theorems}
    certificate = {
        "format": "ibverify-certificate/1",
        "kind": "derivation",
        "claim": claim,
        "settings": [json.loads(setting) for setting in settings],
        "steps": [json.loads(step) for step in steps],
        "conclusions": [{"step": step, "statement": statement} for step, statement in conclusions.items()],
    }
    return {**certificate, "digest": digest(certificate)}


def setting_to_dict(setting: Setting) -> dict[str, Any]:
    """A setting as certificates write it: each set of names in alphabetical order."""
    variables, surrogates, hypotheses = setting_data(setting)
    return {
        "variables": [[name, kind, sorted(parents), list(flags)] for name, kind, parents, flags in variables],
        "surrogates": [[name, of, sorted(set(given)), list(flags)] for name, of, given, flags in surrogates],
        "hypotheses": _lists(hypotheses),
    }


def concluded(certificate: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Statement]]:
    """The conclusions of a certificate that is known to be one: each setting, as `setting_to_dict`, and statement."""
    for conclusion in certificate["conclusions"]:
        setting = certificate["settings"][certificate["steps"][conclusion["step"]]["setting"]]
        yield setting, statement_of(conclusion["statement"])


def canonical(data: object) -> bytes:
    """The canonical form of JSON data: keys sorted, no blanks, UTF-8.

    >>> canonical({"b": [1, None], "a": "H(Y)"})
    b'{"a":"H(Y)","b":[1,null]}'
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(certificate: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form of a certificate without its digest, in hexadecimal."""
    return hashlib.sha256(canonical({key: part for key, part in certificate.items() if key != "digest"})).hexdigest()


def _in_order(theorems: Sequence[Theorem]) -> list[Theorem]:
    """The theorems and all that they were derived from, each once, after its premises."""
    ordered: dict[Theorem, None] = {}
    pending = list(reversed(theorems))
    while pending:
        missing = [premise for premise in pending[-1].step.premises if premise not in ordered]
        if missing:
            pending += reversed(missing)
        else:
            ordered.setdefault(pending.pop())
    return list(ordered)


def _lists(data: Data) -> Any:
    return [_lists(part) for part in data] if isinstance(data, tuple) else data
