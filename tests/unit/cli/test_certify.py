"""`ibverify certify`: what it prints and writes, and its status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibverify import certificate
from ibverify.cli import main
from ibverify.recheck.certificates import check, digest

BOX = {"label": "0", "mass": "1", "box": [["-1", "3"]]}


def layer(activation: str, **rest: Any) -> dict[str, Any]:
    return {"weight": [["1"]], "bias": ["0"], "activation": activation, **rest}


def problem(*network: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"format": "ibverify-problem/1", "input": [BOX], "network": [*network], **rest}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(data: Any, *arguments: str) -> tuple[int, str, str]:
        Path("p.json").write_text(json.dumps(data))
        status = main(["certify", "p.json", *(arguments or ("--out", "c.json"))])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_it_writes_what_is_proved(run) -> None:
    data = problem(layer("relu"), layer("step"), readout={"threshold": "1/2"})
    status, out, err = run(data)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "layer 1: I(X;L) = oo, since L is not constant on input[0]",
        "layer 2: I(X;L) = -3/4*log(3/4) - 1/4*log(1/4)",
        "readout: I(X;L) = -3/4*log(3/4) - 1/4*log(1/4)",
    ]
    made = json.loads(Path("c.json").read_text())
    assert check(made, data) == out.splitlines()
    assert made["problem_digest"] == digest(made["problem"])


def test_equal_problems_give_equal_bytes(run) -> None:
    run(problem(layer("tanh"), layer("tanh")))
    first = Path("c.json").read_bytes()
    run(problem(layer("tanh"), layer("tanh")))
    assert Path("c.json").read_bytes() == first


def test_it_says_of_what_nothing_is_proved(run) -> None:
    status, out, _ = run(problem(layer("tanh"), layer("step")))
    assert status == 0
    assert out.splitlines()[1] == (
        "layer 2: nothing is claimed: no two drawn points are told apart, and it has no exact law"
    )


def test_long_lines_are_cut(run) -> None:
    run(problem(layer("step", bias=[f"-1/{10**200 + 1}"])))
    _, out, _ = run(problem(layer("step", bias=[f"-1/{10**200 + 1}"])))
    assert out.endswith(" ...\n")


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (problem(layer("gelu")), (), "p.json: network[0].activation: 'gelu' is not known"),
        ({"format": "ibverify-problem/1"}, (), "p.json: the field input is missing"),
        (problem(layer("relu")), ("--out", "."), ".: it is there already, and is no file"),
        (problem(layer("relu")), ("--out", "p.json/c.json"), "p.json/c.json: it cannot be written"),
        (problem(layer("relu")), ("--json",), "No such option"),
        (
            {**problem(layer("step", weight=[["1"] * 20])), "input": [{**BOX, "box": [["-1", "1"]] * 20}]},
            (),
            "p.json: there is no proof for any layer; of the first, a box has too many sides",
        ),
    ],
)
def test_nothing_is_written(run, data: Any, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run(data, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"ibverify: {message}")
    assert not Path("c.json").exists()


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    status = main(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err


def test_a_claim_is_certified_and_checked(capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, said, err = command(capsys, "certify", "s09.eq24", "--out", "c.json")
    assert (status, err, len(said)) == (0, "", 4)
    status, checked, err = command(capsys, "check", "c.json")
    assert (status, err) == (0, "")
    assert checked[:4] == said
    assert [line.partition(":")[0] for line in checked[4:]] == ["s09.eq24"] * 4


def test_a_certificate_of_another_claim_is_rejected(capsys, tmp_path, monkeypatch) -> None:
    """The steps are right; the claim that it names says something else."""
    monkeypatch.chdir(tmp_path)
    command(capsys, "certify", "s09.eq24", "--out", "c.json")
    changed = {**json.loads(Path("c.json").read_text()), "claim": "s09.eq20"}
    Path("c.json").write_text(json.dumps({**changed, "digest": certificate.digest(changed)}))
    status, said, err = command(capsys, "check", "c.json")
    assert (status, said) == (1, [])
    assert err == "ibverify: c.json: rejected: it proves something else than s09.eq20\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("s04.fig3", "s04.fig3: no part of it is derived"),
        ("s04.thm2", "'s04.thm2': there is no such claim; did you mean s04.thm1?"),
        ("mine.py", "mine.py: there is no such file"),
    ],
)
def test_a_claim_without_a_certificate(capsys, tmp_path, monkeypatch, name: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    status, said, err = command(capsys, "certify", name, "--out", "c.json")
    assert (status, said) == (2, [])
    assert err.startswith(f"ibverify: {message}")
    assert not Path("c.json").exists()
