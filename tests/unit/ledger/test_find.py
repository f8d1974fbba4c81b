from __future__ import annotations

from pathlib import Path

import pytest

from ibverify.errors import FileError, ProblemError
from ibverify.ledger.find import find, id_of, load, load_all, shipped


def test_ids_and_names():
    assert id_of(Path("s05_rule_bound.py")) == "s05.rule-bound"
    with pytest.raises(ProblemError, match=r"did you mean s04.fig3\?"):
        find(("s04.fig33",))
    with pytest.raises(FileError, match="no such file"):
        find(("nothing_here.py",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\n", "defines no CLAIM"),
        ("CLAIM = 3\n", "defines no CLAIM"),
        ("def\n", "SyntaxError"),
        ("1/0\n", "ZeroDivisionError"),
        ("import sys\nsys.exit()\n", "SystemExit"),
        ("import nothing_of_this_name\n", "ModuleNotFoundError"),
        (
            "from ibverify.ledger import Claim\nCLAIM = Claim('x', evidence=[])\n",
            "unexpected keyword argument 'evidence'",
        ),
    ],
)
def test_files_that_are_no_claims(tmp_path: Path, text: str, words: str):
    path = tmp_path / "claim_mine.py"
    path.write_text(text)
    with pytest.raises(FileError, match=words):
        load(path)


def test_a_file_of_ones_own_has_its_stem_as_id(tmp_path: Path):
    path = tmp_path / "claim_mine.py"
    path.write_text("")
    assert find((str(path), str(path))) == {"claim_mine": path}


def test_no_file_takes_the_id_of_a_claim_of_the_ledger(tmp_path: Path):
    path = tmp_path / "s04.fig3-amended.py"
    path.write_text("")
    for names in ((str(path),), ("s04.fig3-amended", str(path)), (str(path), "s04.fig3-amended")):
        with pytest.raises(FileError, match=r"s04.fig3-amended is a claim of the ledger; rename the file"):
            find(names)


def test_two_files_of_one_stem_are_refused(tmp_path: Path):
    paths = [tmp_path / folder / "mine.py" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("")
    with pytest.raises(FileError, match=r"b/mine.py: .*a/mine.py has the same stem; rename one of the two"):
        find(tuple(map(str, paths)))


def test_what_a_claim_names_is_loaded_with_it():
    known = shipped()
    assert set(load_all({"s04.fig3": known["s04.fig3"]})) == {"s04.fig3", "s04.fig3-amended"}
