"""Finding claims: the files of `ibverify.proofs`, and files of a user's own."""

from __future__ import annotations

import importlib.resources
import importlib.util
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType

from ibverify.errors import FileError, IbverifyError, InputError, ProblemError, shown
from ibverify.ledger.claim import Claim, named_by


def shipped() -> dict[str, Path]:
    """The claims that are installed, by id: `s05_rule_bound.py` is s05.rule-bound."""
    return {id_of(path): path for path in sorted(_folder().glob("s[0-9][0-9]_*.py"))}


def _folder() -> Path:
    """The installed `ibverify.proofs`; in a checkout that is not installed, `proofs` beside the package."""
    try:
        return Path(str(importlib.resources.files("ibverify.proofs")))
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / "proofs"


def id_of(path: Path) -> str:
    """The id of a shipped claim's file.

    >>> id_of(Path("s04_fig2_disc.py"))
    's04.fig2-disc'
    """
    section, _, slug = path.stem.partition("_")
    return f"{section}.{slug.replace('_', '-')}"


def find(names: tuple[str, ...]) -> dict[str, Path]:
    """The files of the named claims: ids, or paths of claim files, whose id is the stem. No names: all shipped claims.

    Raises `ProblemError` for an unknown id, `FileError` for a file that is not there or whose id is another claim's.
    """
    known = shipped()
    if not names:
        return known
    found: dict[str, Path] = {}
    for name in names:
        if name in known:
            found[name] = known[name]
        elif name.endswith(".py"):
            path = Path(name)
            if not path.is_file():
                raise FileError(name, "there is no such file", "give the path of a claim file")
            if path.stem in known:
                raise FileError(name, f"{path.stem} is a claim of the ledger", "rename the file: its stem is its id")
            if found.setdefault(path.stem, path) != path:
                raise FileError(name, f"{found[path.stem]} has the same stem", "rename one of the two: it is their id")
        else:
            close = get_close_matches(name, known, 1)
            advice = f"did you mean {close[0]}? " if close else ""
            raise ProblemError(
                shown(name), "there is no such claim", f"{advice}`ibverify verify --list` names them all"
            )
    return found


def load(path: Path) -> Claim:
    """The `CLAIM` of a file; the file is Python and runs. Raises `FileError` if it does not run or has no claim."""
    module = _run(path)
    claim = getattr(module, "CLAIM", None)
    if not isinstance(claim, Claim):
        raise FileError(str(path), "it defines no CLAIM", "set CLAIM = Claim(...), see CONTRIBUTING")
    return claim


def _run(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ibverify_claim_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileError(str(path), "it is no Python file", "give a claim file that ends in .py")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except InputError as error:
        raise error.within(str(path)) from error
    except IbverifyError:
        raise
    except (Exception, SystemExit) as error:
        raise FileError(str(path), f"it does not run: {type(error).__name__}: {error}", "mend the file") from error
    return module


def load_all(files: Mapping[str, Path]) -> dict[str, Claim]:
    """The claims of these files, and the shipped claims that these name."""
    known = shipped()
    claims: dict[str, Claim] = {}
    waiting = dict(files)
    while waiting:
        id, path = waiting.popitem()
        claims[id] = load(path)
        waiting |= {name: known[name] for name in named_by(claims[id]) if name in known and name not in claims}
    return claims
