"""`ibverify verify`: the ledger, judged."""

from __future__ import annotations

import click

from ibverify.cli._options import as_json, print_json


@click.command()
@click.argument("claims", nargs=-1)
@as_json
@click.option("--list", "lists", is_flag=True, help="List the claims and judge nothing.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the drawn instances.")
@click.option("--fail-on", type=click.Choice(["fails"]), help="Status 1 also when a claim fails.")
def command(claims: tuple[str, ...], as_json: bool, lists: bool, seed: int, fail_on: str | None) -> int:
    """Judge the claims of the ledger: all of them, the named ones, or a claim file's path.

    Status 0 if every claim is decided and every mutant refuted.
    """
    from ibverify.cli._ledger import judged, ledger_text, list_text
    from ibverify.formats.ledger import claims_to_dict, ledger_to_dict
    from ibverify.ledger.find import find, load_all

    files = find(claims)
    loaded = load_all(files)
    if lists:
        listed = {id: loaded[id] for id in files}
        if as_json:
            print_json(claims_to_dict(listed))
        else:
            click.echo(list_text(listed))
        return 0
    ledger = judged(loaded, tuple(files), seed)
    if as_json:
        print_json(ledger_to_dict(ledger))
    else:
        click.echo(ledger_text(ledger))
    failing = fail_on is not None and any(j.verdict == "fails" for j in ledger.judgements)
    return 0 if not failing and all(j.is_settled for j in ledger.judgements) else 1
