"""`report` and `analyze --tex`: what they write, where, and what they say when they cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibverify.cli import main
from ibverify.report import pdf

CLAIM = """
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check

CLAIM = Claim(
    Statement("Half of $x_1$ is 50 %.", source="a note"),
    parts=[Part("1/2 = 0.5", Example("one half", lambda: [check("1/2", "1/2", "==", {value!r})]),
                [Mutant("constant", "1/2 = 1", lambda: [check("1", "1/2", "==", "1")])])],
)
"""
DERIVED = """
from ibverify.kernel import C, H, I
from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, two_steps
from ibverify.ledger import Claim, Mutant, Part, Statement, check
from ibverify.ledger.derived import Derived

CLAIM = Claim(
    Statement("Two steps.", source="Sec. 9"),
    parts=[Part("Nothing is subtracted.", Derived(DETERMINISTIC, I("Y", "L") + C(Q_OF_L), ">=", H("Y"), two_steps),
                [Mutant("constant", "1/2 = 1", lambda: [check("1", "1/2", "==", "1")])])],
)
"""
PROBLEM = {
    "format": "ibverify-problem/1",
    "input": [{"label": "a", "mass": "1/4", "atom": ["0"]}, {"label": "b", "mass": "3/4", "atom": ["1"]}],
    "network": [{"weight": [["1"]], "bias": ["0"], "activation": "relu"}],
}


@pytest.fixture(autouse=True)
def _away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


def test_a_report_of_a_claim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(pdf, "pdflatex", lambda: None)
    Path("mine.py").write_text(CLAIM.format(value="0.5"))
    assert main(["report", "mine.py", "--out", "new/folder"]) == 0
    tex = Path("new/folder/report.tex").read_bytes()
    assert rb"\begin{claim}{Proposition on the example}{mine; a note}" in tex
    assert rb"Half of $x_1$ is 50 \%." in tex
    assert "report.pdf is left out: pdflatex is not installed" in capsys.readouterr().err
    assert main(["report", "mine.py", "--out", "again"]) == 0
    assert Path("again/report.tex").read_bytes() == tex


@pytest.mark.parametrize("command", [["report"], ["verify"]])
def test_progress_is_shown_on_a_terminal(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The claim that is judged is named, and in the end the line is empty; nothing else changes, and no file does."""
    monkeypatch.setattr(pdf, "pdflatex", lambda: None)
    Path("mine.py").write_text(CLAIM.format(value="0.5"))
    assert main([*command, "mine.py"]) == 0
    plain = capsys.readouterr()
    assert "judging" not in plain.err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main([*command, "mine.py"]) == 0
    found = capsys.readouterr()
    assert found.out == plain.out
    lines = found.err.removesuffix(plain.err).split("\r")
    assert "judging mine" in {line.rstrip() for line in lines}
    assert (lines[-2].strip(), lines[-1]) == ("", "")
    assert len({len(line) for line in lines[1:-1]}) == 1


def test_a_report_of_a_claim_that_fails_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "pdflatex", lambda: None)
    Path("mine.py").write_text(CLAIM.format(value="0.51"))
    assert main(["report", "mine.py"]) == 0
    assert rb"\begin{claim}{Counterexample}" in Path("report.tex").read_bytes()


def test_a_derivation_is_printed_step_by_step(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "pdflatex", lambda: None)
    Path("mine.py").write_text(DERIVED)
    assert main(["report", "mine.py"]) == 0
    tex = Path("report.tex").read_text()
    assert r"\fact{Derivation.}$X$ has any law;" in tex
    assert r"\overset{(a)}{\geq} I(Y;\tilde{Y}) + C\left(P_{Y|\tilde{Y}} \,\middle\|\, Q_{Y|\tilde{Y}}\right)" in tex


@pytest.mark.skipif(pdf.pdflatex() is None, reason="pdflatex is not installed")
def test_a_report_as_pdf():
    Path("mine.py").write_text(CLAIM.format(value="0.5"))
    assert main(["report", "mine.py"]) == 0
    assert Path("report.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(p.name for p in Path().iterdir() if p.is_file()) == ["mine.py", "report.pdf", "report.tex"]


def test_a_place_that_cannot_be_written(capsys: pytest.CaptureFixture[str]):
    Path("mine.py").write_text(CLAIM.format(value="0.5"))
    assert main(["report", "mine.py", "--out", "mine.py"]) == 2
    assert capsys.readouterr().err.startswith("ibverify: mine.py/report.tex: it cannot be written: ")


def test_analyze_writes_the_computation(capsys: pytest.CaptureFixture[str]):
    Path("p.json").write_text(json.dumps(PROBLEM))
    assert main(["analyze", "p.json", "--tex", "p.tex"]) == 0
    assert capsys.readouterr().out.startswith("H(Y) = ")
    tex = Path("p.tex").read_text()
    assert r"\paragraph{Layer 1, relu.}" in tex
    assert r"0 & \tfrac{1}{4} & 0 & \tfrac{1}{4} \\[2pt]" in tex


def test_analyze_says_where_it_cannot_write(capsys: pytest.CaptureFixture[str]):
    Path("p.json").write_text(json.dumps(PROBLEM))
    assert main(["analyze", "p.json", "--tex", "."]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert "it is there already, and is no file; name a file to write" in found.err
