"""`ibverify report [CLAIM ...] --out DIR`: the ledger as a document, `report.tex` and `report.pdf`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ibverify.ledger import Claim
    from ibverify.report.derivation import Derivation


@click.command()
@click.argument("claims", nargs=-1)
@click.option("--out", "folder", default=".", show_default=True, help="The folder of report.tex and report.pdf.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the drawn instances.")
def command(claims: tuple[str, ...], folder: str, seed: int) -> int:
    """Write the ledger, or the named claims, as a LaTeX document; as a PDF too where pdflatex is installed.

    Status 0 if every claim is decided and every mutant refuted.
    """
    from ibverify.ledger.find import find, load_all
    from ibverify.ledger.judge import judge_all
    from ibverify.report.document import document
    from ibverify.report.files import write_whole
    from ibverify.report.pdf import compiled, pdflatex

    files = find(claims)
    loaded = load_all(files)
    ledger = judge_all(loaded, tuple(files), seed)
    tex = document(ledger.judgements, _derivations({id: loaded[id] for id in files}))
    write_whole(Path(folder, "report.tex"), tex.encode("ascii"))
    program = pdflatex()
    if program is None:
        click.echo("report.pdf is left out: pdflatex is not installed", err=True)
    else:
        write_whole(Path(folder, "report.pdf"), compiled(tex, program))
    return 0 if all(judgement.is_settled for judgement in ledger.judgements) else 1


def _derivations(claims: Mapping[str, Claim]) -> dict[tuple[str, int], list[Derivation]]:
    """The calculations that parts are derived by, or that derive the contrary."""
    from ibverify.kernel import Calculation
    from ibverify.ledger.derived import Derived, Disproved
    from ibverify.report.derivation import Derivation

    found = {}
    for id, claim in claims.items():
        for index, part in enumerate(claim.parts):
            evidence = part.evidence.contrary if isinstance(part.evidence, Disproved) else part.evidence
            if isinstance(evidence, Derived) and isinstance(calculation := evidence.by(), Calculation):
                found[id, index] = [Derivation("Derivation", calculation, evidence.moved)]
    return found
