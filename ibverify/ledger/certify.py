"""Claims and certificates: the derivations of a claim as one certificate, and what a certificate proves of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ibverify.certificate import concluded, derivation_certificate, setting_to_dict
from ibverify.errors import ProblemError
from ibverify.ledger.claim import Claim
from ibverify.ledger.derived import Derived, Disproved


def claim_certificate(id: str, claim: Claim) -> dict[str, Any]:
    """The certificate of all that a claim derives, the contrary of a part too.

    Raises `ProblemError` if that is nothing.
    """
    theorems = [evidence.theorem for _, evidence in _derived(claim)]
    if not theorems:
        raise ProblemError(id, "no part of it is derived", "see how it was decided with ibverify verify")
    return derivation_certificate(theorems, id)


def proved(certificate: Mapping[str, Any], claim: Claim) -> list[str] | None:
    """What a certificate that the checker accepts says of a claim, a line for each part that it decides.

    None if one of its conclusions is no part of the claim, nor the contrary of one.
    """
    said: dict[int, str] = {}
    for setting, statement in concluded(certificate):
        found = [
            (index, "refutes" if isinstance(claim.parts[index].evidence, Disproved) else "proves")
            for index, evidence in _derived(claim)
            if setting == setting_to_dict(evidence.setting)
            and statement in (evidence.statement, evidence.statement.flipped)
        ]
        if not found:
            return None
        said |= {index: f"{verb} part {index + 1}: {claim.parts[index].says}" for index, verb in found}
    return [said[index] for index in sorted(said)]


def _derived(claim: Claim) -> Iterator[tuple[int, Derived]]:
    for index, part in enumerate(claim.parts):
        match part.evidence:
            case Derived() as evidence:
                yield index, evidence
            case Disproved(contrary):
                yield index, contrary
