"""The house: lint, types, the direction of imports, the wheel, and that each of these checks can fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
    )


def test_lint():
    found = run("ruff", "check", ".")
    assert found.returncode == 0, found.stdout


def test_types():
    found = run("mypy")
    assert found.returncode == 0, found.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its configuration, away from the checkout."""
    shutil.copytree(ROOT / "ibverify", tmp_path / "ibverify", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "proofs", tmp_path / "ibverify" / "proofs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command as main; sys.argv[0] = 'lint-imports'; main()"
    command = [sys.executable, "-c", code, "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env, check=False)


def test_imports_go_one_way(copy: Path):
    found = lint_imports(copy)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("exact/rational.py", "ibverify.law"),
        ("recheck/laws.py", "ibverify.exact"),
        ("law/cell.py", "numpy"),
        ("kernel/rules.py", "flint"),
    ],
)
def test_a_planted_import_is_found(copy: Path, module: str, imported: str):
    target = copy / "ibverify" / module
    target.write_text(target.read_text().replace("from __future__ import annotations\n", f"import {imported}\n", 1))
    found = lint_imports(copy)
    assert found.returncode == 1
    assert "BROKEN" in found.stdout


def test_the_wheel_holds_every_package():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    folders = {p.parent.relative_to(ROOT) for p in (ROOT / "ibverify").rglob("*.py")}
    assert sorted(listed) == sorted({".".join(f.parts) for f in folders} | {"ibverify.proofs"})


def test_the_wheel_works_away_from_the_checkout(tmp_path: Path):
    """The main job runs from the wheel alone, claims included."""
    built = run("build", "--wheel", "--outdir", str(tmp_path / "dist"), ".")
    assert built.returncode == 0, built.stderr
    [wheel] = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    installed = run("pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel))
    assert installed.returncode == 0, installed.stderr
    where = run("ibverify", "--version", cwd=tmp_path, PYTHONPATH=str(site))
    assert where.returncode == 0, where.stderr
    code = "import ibverify; print(ibverify.__file__)"
    env = {**os.environ, "PYTHONPATH": str(site)}
    home = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=env, check=True
    )
    assert str(site) in home.stdout
    judged = run("ibverify", "verify", "--json", cwd=tmp_path, PYTHONPATH=str(site))
    assert judged.returncode == 0, judged.stderr
    assert len(json.loads(judged.stdout)["claims"]) == len(list((ROOT / "proofs").glob("s*.py")))


def test_importing_is_light():
    heavy = ("sympy", "scipy", "numpy", "flint")
    code = f"import ibverify, ibverify.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
