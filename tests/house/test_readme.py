"""The README promises what its commands show: they are run, on the files that it prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ibverify.cli import main

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()
NAMED = re.compile(r"`([\w.]+\.(?:json|py))`:[^`]*```\w+\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"\$ ibverify ([^\n]*)\n((?:(?!\$ ).*\n)*)")


@pytest.mark.parametrize("block", CONSOLE.findall(README), ids=lambda text: text.split("\n")[0][:40])
def test_commands_print_what_the_readme_says(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    for name, text in NAMED.findall(README):
        Path(name).write_text(text)
    commands = COMMAND.findall(block)
    assert "".join(f"$ ibverify {command}\n{printed}" for command, printed in commands) == block
    for command, printed in commands:
        assert main(shlex.split(command)) == 0
        assert capsys.readouterr().out == printed


def test_the_readme_has_commands_and_files():
    assert len(CONSOLE.findall(README)) == 8
    assert [name for name, _ in NAMED.findall(README)] == [
        "fig3.json",
        "tanh.json",
        "thin.json",
        "noisy.json",
        "bins.json",
        "claim_mine.py",
    ]
