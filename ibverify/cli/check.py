"""`ibverify check CERT.json [PROBLEM.json]`: a certificate, checked by code that shares nothing with what made it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("certificate")
@click.argument("problem", required=False)
def command(certificate: str, problem: str | None) -> int:
    """Check a certificate ("-": standard input), and that it is about PROBLEM where one is given.

    It prints what is proved. Status 0 if it is accepted, 1 if it does not prove its statement, 2 if it is unreadable.
    """
    from ibverify.errors import FileError
    from ibverify.recheck import certificates, derivations

    raw = _read(certificate, certificates.BYTES + 1)
    try:
        said = _checked(certificate, raw, problem)
    except (certificates.Unreadable, derivations.Unreadable) as error:
        raise FileError(certificate, str(error), "give a certificate as it was written") from None
    except (certificates.Rejected, derivations.Rejected) as error:
        click.echo(f"ibverify: {certificate}: rejected: {error}", err=True)
        return 1
    for line in said:
        click.echo(line)
    return 0


def _checked(name: str, raw: bytes, problem: str | None) -> list[str]:
    from ibverify.errors import FileError
    from ibverify.recheck import certificates, derivations

    found: Any = certificates.read(raw)
    match found.get("kind") if isinstance(found, dict) else None:
        case "law":
            return certificates.check(found, None if problem is None else _problem(problem))
        case "derivation" if problem is None:
            return [*derivations.check(derivations.read(raw)), *_of_claim(found)]
        case "derivation":
            raise FileError(name, "a derivation is about every law of its setting", "leave the problem out")
    raise FileError(name, "it is no certificate of a law or of a derivation", "give what certify wrote")


def _of_claim(certificate: dict[str, Any]) -> list[str]:
    """What an accepted certificate says of the claim that it names, if that is one of the ledger."""
    from ibverify.ledger.certify import proved
    from ibverify.ledger.find import load, shipped
    from ibverify.recheck.derivations import Rejected

    id, known = certificate["claim"], shipped()
    if id not in known:
        return [] if id is None else [f"{id} is no claim of this ledger: nothing is said of it"]
    said = proved(certificate, load(known[id]))
    if said is None:
        raise Rejected(f"it proves something else than {id}")
    return [f"{id}: it {line}" for line in said]


def _problem(name: str) -> dict[str, Any]:
    from ibverify.formats.law_certificate import problem_to_dict
    from ibverify.loaders.statement import load_statement

    return problem_to_dict(load_statement(name, note=lambda text: click.echo(text, err=True)))


def _read(name: str, most: int) -> bytes:
    from ibverify.errors import FileError

    try:
        if name == "-":
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(name, f"it cannot be read: {reason}", "give the path of a file that can") from None
