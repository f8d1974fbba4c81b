"""`ibverify check`: what it prints, and its status."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ibverify.certificate import canonical, derivation_certificate, digest
from ibverify.cli import main
from ibverify.kernel import channel, infer, setting, source

COIN = setting(X=source(), Y=channel("X", finite=True))
DERIVED = derivation_certificate([infer("cardinality", COIN, "Y", frozenset({"X"}))], None)
SAID = "H(Y|X) <= log|Y|; source X; finite channel Y of X\n"
INTERVAL = {"label": "0", "mass": "1", "box": [["-1", "1"]]}


def problem(activation: str) -> dict[str, Any]:
    layer = {"weight": [["1"]], "bias": ["0"], "activation": activation}
    return {"format": "ibverify-problem/1", "input": [INTERVAL], "network": [layer]}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, **files: Any) -> tuple[int, str, str]:
        for name, data in files.items():
            Path(f"{name}.json").write_bytes(data if isinstance(data, bytes) else canonical(data))
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_a_derivation_is_accepted(run) -> None:
    assert run("check", "c.json", c=DERIVED) == (0, SAID, "")


def test_it_reads_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(DERIVED, indent=1).encode())))
    assert run("check", "-") == (0, SAID, "")


def test_a_derivation_is_rejected(run) -> None:
    changed = {**DERIVED, "conclusions": [{"step": 0, "statement": [[], "==", []]}]}
    status, out, err = run("check", "c.json", c={**changed, "digest": digest(changed)})
    assert (status, out) == (1, "")
    assert err == "ibverify: c.json: rejected: conclusion 0: step 0 shows another statement\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is no JSON"),
        (b"[]", "it is no certificate of a law or of a derivation"),
        (problem("relu"), "it is no certificate of a law or of a derivation"),
        ({**DERIVED, "kind": "claim"}, "it is no certificate of a law or of a derivation"),
        ({**DERIVED, "format": "ibverify-certificate/2"}, "is no ibverify-certificate/1 of a derivation"),
        ({**DERIVED, "steps": {}}, "{} is no list"),
        (canonical(DERIVED) + b" " * 4_000_000, "it has more than 4000000 bytes"),
    ],
)
def test_what_is_unreadable(run, content: Any, words: str) -> None:
    status, out, err = run("check", "c.json", c=content)
    assert (status, out) == (2, "")
    assert err.startswith("ibverify: c.json: ")
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["nowhere.json", ".", "\0"])
def test_no_file(run, name: str) -> None:
    status, _, err = run("check", name)
    assert status == 2
    assert "it cannot be read" in err


def test_a_derivation_is_about_no_problem(run) -> None:
    status, _, err = run("check", "c.json", "p.json", c=DERIVED, p=problem("relu"))
    assert status == 2
    assert "a derivation is about every law of its setting; leave the problem out" in err


def test_a_law(run) -> None:
    """L = relu(X) is not constant on [-1, 1]."""
    assert run("certify", "p.json", "--out", "c.json", p=problem("relu"))[0] == 0
    said = "layer 1: I(X;L) = oo, since L is not constant on input[0]\n"
    assert run("check", "c.json") == (0, said, "")
    assert run("check", "c.json", "p.json") == (0, said, "")


def test_a_law_of_another_problem(run) -> None:
    run("certify", "p.json", "--out", "c.json", p=problem("relu"))
    status, out, err = run("check", "c.json", "q.json", q=problem("abs"))
    assert (status, out) == (1, "")
    assert err == "ibverify: c.json: rejected: problem: the certificate is about another one\n"
