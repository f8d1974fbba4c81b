"""The format `ibverify-certificate/1` of the kind "law": what `certify` writes and `ibverify.recheck` reads.

It carries the problem with its network spelt in rationals: a layer that does not read just the one before names its
`sources`, 0 being the input. Main results: `problem_to_dict`, `certificate_to_dict`, `certified`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from ibverify.certificate import canonical
from ibverify.errors import UnsupportedError
from ibverify.loaders._models import FORMAT as PROBLEM
from ibverify.loaders.statement import Component, Statement
from ibverify.network import Layer
from ibverify.recheck.certificates import Rejected, Unreadable, check, read
from ibverify.study.certify import Claim, Finite, Infinite, Unknown

FORMAT = "ibverify-certificate/1"


def problem_to_dict(statement: Statement) -> dict[str, Any]:
    """The problem as a certificate carries it, every number a text p/q."""
    about: dict[str, Any] = {
        "format": PROBLEM,
        "input": [_component(component) for component in statement.components],
        "network": [_layer(layer) for layer in statement.network.layers],
    }
    if (readout := statement.readout) is not None:
        about["readout"] = {readout.name: True if readout.number is None else str(readout.number)}
    return about


def certificate_to_dict(statement: Statement, claims: Sequence[Claim]) -> dict[str, Any]:
    """The certificate of these claims, one for each layer and the readout, with its digests."""
    about = problem_to_dict(statement)
    names: list[int | str] = list(range(1, len(statement.network.layers) + 1))
    if statement.readout is not None:
        names.append("readout")
    made = {
        "format": FORMAT,
        "kind": "law",
        "problem": about,
        "problem_digest": _digest(about),
        "layers": [{"index": name, **_claim(claim)} for name, claim in zip(names, claims, strict=True)],
    }
    return {**made, "digest": _digest(made)}


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate as a file holds it, and what its check says of each layer; a reason where that is nothing."""

    raw: bytes
    says: tuple[str, ...]


def certified(statement: Statement, claims: Sequence[Claim]) -> Certified:
    """The certificate of these claims, less those that the independent checker does not accept: some take it too long.

    Raises `UnsupportedError` if nothing is left, and for what it cannot read at all.
    """
    try:
        return _checked(statement, claims)
    except Rejected:
        return _checked(statement, [_alone(statement, i, claims) for i in range(len(claims))])
    except Unreadable as error:
        raise UnsupportedError("", f"a certificate is not for this: {error}", "use ibverify analyze") from None


def _checked(statement: Statement, claims: Sequence[Claim]) -> Certified:
    reasons = [claim.reason if isinstance(claim, Unknown) else "" for claim in claims]
    if all(reasons):
        what = f"there is no proof for any layer; of the first, {reasons[0]}"
        raise UnsupportedError("", what, "use ibverify analyze")
    raw = canonical(certificate_to_dict(statement, claims))
    said = zip(check(read(raw)), reasons, strict=True)
    return Certified(raw, tuple(f"{line}: {reason}" if reason else line for line, reason in said))


def _alone(statement: Statement, i: int, claims: Sequence[Claim]) -> Claim:
    """A claim, if it is accepted as the only one."""
    others: list[Claim] = [Unknown("")] * len(claims)
    try:
        check(certificate_to_dict(statement, [*others[:i], claims[i], *others[i + 1 :]]))
    except Rejected as error:
        return claims[i] if isinstance(claims[i], Unknown) else Unknown(f"its check says {error}")
    return claims[i]


def _digest(data: object) -> str:
    return hashlib.sha256(canonical(data)).hexdigest()


def _claim(claim: Claim) -> dict[str, Any]:
    match claim:
        case Infinite(component, points):
            return {"I(X;L)": "infinite", "witness": {"component": component, "points": [_texts(x) for x in points]}}
        case Finite(masses):
            return {"I(X;L)": "finite", "masses": [[str(mass), count] for mass, count in masses]}
        case Unknown():
            return {"I(X;L)": "unknown"}


def _component(component: Component) -> dict[str, Any]:
    rows = [_texts(row) for row in component.rows]
    shape = rows[0] if component.shape == "atom" else rows
    return {"label": component.label, "mass": str(component.mass), component.shape: shape}


def _layer(layer: Layer) -> dict[str, Any]:
    return {
        "weight": [_texts(row) for row in layer.weight],
        "bias": _texts(layer.bias),
        "activation": layer.activation.name,
        **{name: str(value) for name, value in layer.activation.parameters.items()},
        **({} if layer.sources is None else {"sources": list(layer.sources)}),
    }


def _texts(numbers: Sequence[fmpq]) -> list[str]:
    return [str(x) for x in numbers]
