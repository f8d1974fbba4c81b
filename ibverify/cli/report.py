"""`ibverify report [CLAIM ...] --out DIR`: the ledger as a document, `report.tex` and `report.pdf`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("claims", nargs=-1)
@click.option("--out", "folder", default=".", show_default=True, help="The folder of report.tex and report.pdf.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the drawn instances.")
def command(claims: tuple[str, ...], folder: str, seed: int) -> int:
    """Write the ledger, or the named claims, as a LaTeX document; as a PDF too where pdflatex is installed.

    Status 0 if every claim is decided and every mutant refuted.
    """
    from ibverify.cli._ledger import judged
    from ibverify.ledger.find import find, load_all
    from ibverify.report.derivation import derivations
    from ibverify.report.document import document
    from ibverify.report.files import write_whole
    from ibverify.report.pdf import compiled, pdflatex

    files = find(claims)
    loaded = load_all(files)
    ledger = judged(loaded, tuple(files), seed)
    tex = document(ledger.judgements, derivations({id: loaded[id] for id in files}), seed)
    write_whole(Path(folder, "report.tex"), tex.encode("ascii"))
    click.echo(Path(folder, "report.tex"))
    program = pdflatex()
    if program is None:
        click.echo("report.pdf is left out: pdflatex is not installed", err=True)
    else:
        write_whole(Path(folder, "report.pdf"), compiled(tex, program))
        click.echo(Path(folder, "report.pdf"))
    return 0 if all(judgement.is_settled for judgement in ledger.judgements) else 1
