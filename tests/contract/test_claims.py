"""The contract of claims: what every file of proofs/ has to keep."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ibverify.ledger import Claim, judge_all
from ibverify.ledger.find import load_all, shipped

FILES = shipped()
CLAIMS = load_all(FILES)


@pytest.fixture(scope="module")
def judgements():
    ledger = judge_all(CLAIMS, tuple(CLAIMS))
    return {j.id: j for j in ledger.judgements}


@pytest.mark.parametrize("id", FILES)
def test_every_claim_is_settled(id: str, judgements):
    """Decided, and every mutant refuted by a witness that is printed."""
    found = judgements[id]
    assert found.is_settled
    assert all(m.witness for m in found.mutants)


@pytest.mark.parametrize("id", FILES)
def test_a_false_claim_has_a_counterexample_and_an_amendment_that_holds(id: str, judgements):
    found = judgements[id]
    if found.verdict == "fails":
        assert found.counterexample
        assert found.amended == f"{id}-amended"
        assert judgements[found.amended].verdict == "holds"
    else:
        assert found.counterexample is None


@pytest.mark.parametrize("id", FILES)
def test_another_seed_gives_the_same_verdict(id: str, judgements):
    [again] = judge_all(CLAIMS, (id,), seed=1).judgements
    assert (again.verdict, again.strength) == (judgements[id].verdict, judgements[id].strength)


@pytest.mark.parametrize("path", FILES.values(), ids=str)
def test_a_claim_imports_ibverify_alone_and_no_other_claim(path: Path):
    """Besides the standard library."""
    roots = {
        name
        for node in ast.walk(ast.parse(path.read_text()))
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert {r.split(".")[0] for r in roots} <= {"ibverify", "itertools"}
    assert not any(r.startswith("ibverify.proofs") for r in roots)


@pytest.mark.parametrize("path", FILES.values(), ids=str)
def test_a_claim_holds_no_verdict(path: Path):
    assert "verdict" not in path.read_text()


@pytest.mark.parametrize("id", FILES)
def test_its_statement_has_a_source_and_a_docstring(id: str):
    claim: Claim = CLAIMS[id]
    assert claim.statement.source.startswith("Sec. ")
    assert len(claim.mutants) >= 2
    assert ast.get_docstring(ast.parse(FILES[id].read_text()))
