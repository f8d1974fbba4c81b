"""pdflatex as a program: in a folder of its own, without a shell, for a limited time."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ibverify.errors import FileError

SECONDS = 120
MOST_RUNS = 4
# No shell and no files but those of the folder and of LaTeX; no clock.
_SETTINGS = {"openin_any": "p", "openout_any": "p", "shell_escape": "f", "SOURCE_DATE_EPOCH": "0", "TZ": "UTC"}


def pdflatex() -> str | None:
    """The path of pdflatex; None if it is not installed."""
    return shutil.which("pdflatex")


def compiled(tex: str, program: str) -> bytes:
    """The PDF of a document, run until its references settle; equal documents give equal bytes.

    Raises `FileError` with LaTeX's own first error if it does not compile, and if it takes longer than `SECONDS`.
    """
    with tempfile.TemporaryDirectory(prefix="ibverify-") as name:
        folder = Path(name)
        (folder / "report.tex").write_text(tex, encoding="ascii")
        before = None
        for _ in range(MOST_RUNS):
            _run(program, folder)
            settled = (folder / "report.aux").read_bytes()
            if settled == before:
                break
            before = settled
        return (folder / "report.pdf").read_bytes()


def _run(program: str, folder: Path) -> None:
    command = [program, "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "report.tex"]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **_SETTINGS},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileError("report.pdf", f"pdflatex took more than {SECONDS} s", _ADVICE) from error
    if done.returncode != 0:
        lines = done.stdout.decode(errors="replace").splitlines()
        first = next((line.removeprefix("! ") for line in lines if line.startswith("! ")), "it gave no reason")
        raise FileError("report.pdf", f"pdflatex stopped: {first}", _ADVICE)


_ADVICE = "report.tex is written: compile it where LaTeX has its packages"
