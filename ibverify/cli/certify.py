"""`ibverify certify PROBLEM.json | CLAIM --out CERT.json`: proofs that anyone can check."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from ibverify.cli._options import naming

WIDTH = 160
CLAIM = re.compile(r"s\d\d\.[\w-]+|.*\.py")  # an id, or a claim file


@click.command()
@click.argument("what", metavar="PROBLEM.json|CLAIM")
@click.option("--out", "certificate", required=True, metavar="CERT.json", help="The file to write.")
def command(what: str, certificate: str) -> None:
    """Write a proof for `ibverify check` to read.

    Of a problem: for every layer that I(X;L) is infinite, or which finite value it has; a layer of which nothing can be
    proved is named, with the reason. Of a claim, by its id or its file: all that it derives.
    """
    from ibverify.report.files import write_whole

    data, lines = _of_claim(what) if CLAIM.fullmatch(what) else _of_problem(what)
    write_whole(Path(certificate), data)
    for line in lines:
        click.echo(line if len(line) <= WIDTH else f"{line[:WIDTH]} ...")


def _of_claim(name: str) -> tuple[bytes, list[str]]:
    from ibverify.ledger.certify import claim_certificate
    from ibverify.ledger.find import find, load
    from ibverify.recheck.derivations import check

    [(id, path)] = find((name,)).items()
    found = claim_certificate(id, load(path))
    return json.dumps(found, ensure_ascii=False).encode(), check(found)


def _of_problem(name: str) -> tuple[bytes, list[str]]:
    from ibverify.formats.law_certificate import certified
    from ibverify.loaders.statement import load_statement
    from ibverify.study.certify import certify

    statement = load_statement(name, note=lambda text: click.echo(text, err=True))
    with naming(name):
        found = certified(statement, certify(statement))
    return found.raw, list(found.says)
