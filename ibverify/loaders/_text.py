"""JSON text, from a file or a stream, to data; size, nesting and lengths are looked at before anything is parsed.

In the data a JSON integer is an `fmpq`, any other JSON number a `Double`; the rest is as `json` gives it. Main results:
`read`, `parse`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from flint import fmpq, fmpz

from ibverify.errors import FileError, NumberError, ProblemError, shown
from ibverify.exact.rational import MAX_DIGITS
from ibverify.loaders._numbers import Double, displayed

MAX_BYTES = 40_000_000
MAX_DEPTH = 100
MAX_ENTRIES = 2_000_000
_LARGE = "give large networks as ONNX, large data as .npz"

# Possessive throughout, and a string may end with the text: every character is looked at once.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]|[-+.0-9A-Za-z]++', re.ASCII | re.DOTALL)

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a JSON text, and the first of its numbers that is not the rational which its text spells."""

    data: object
    rounded: Double | None

    def announce(self, name: str, note: Note) -> None:
        """Say in one line that a number was taken as its double, if one was."""
        if (number := self.rounded) is not None:
            text, double = displayed(number), displayed(number.value)
            note(f"{name}: {text} is taken as the double {double}; for the decimal, put it in quotes")


def to_standard_error(line: str) -> None:
    """Write the line there."""
    sys.stderr.write(f"{line}\n")


def read(source: str | Path | TextIO) -> tuple[str, str]:
    """The name of a source and its text; the path `-` is standard input. Raises `FileError`."""
    if not isinstance(source, str | Path):
        name = str(getattr(source, "name", "the stream"))
        with _readable(name):
            text = source.read(MAX_BYTES + 1)
        _limit(name, len(text))
        return name, text
    is_standard_input = str(source) == "-"
    name = "standard input" if is_standard_input else str(source)
    with _readable(name), nullcontext(sys.stdin.buffer) if is_standard_input else Path(source).open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    _limit(name, len(raw))
    if raw.startswith(b"\xef\xbb\xbf"):
        raise FileError(name, "the text begins with a byte order mark", "save it as UTF-8 without one")
    try:
        return name, raw.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is 0x{raw[error.start]:02x}, which is not UTF-8"
        raise FileError(name, what, "save the text as UTF-8") from None


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a null character in a path, a stream that is closed
        reason = getattr(error, "strerror", None) or error
        raise FileError(name, f"cannot be read: {reason}", "give the path of a file that can") from None


def _limit(name: str, length: int) -> None:
    if length > MAX_BYTES:
        raise FileError(name, f"more than {MAX_BYTES} bytes", _LARGE)


def parse(text: str) -> Document:
    """The data of a JSON text.

    Raises `FileError` for what is not JSON, nested more than `MAX_DEPTH` deep or of more than `MAX_ENTRIES` entries,
    `NumberError` for a number of too many digits, and `ProblemError` for a key that is repeated.

    >>> parse('{"mass": 2, "slope": 0.1}')
    Document(data={'mass': 2, 'slope': Double(text='0.1')}, rounded=Double(text='0.1'))
    """
    _scan(text)
    rounded: list[Double] = []

    def double(spelling: str) -> Double:
        number = Double(spelling)
        if not rounded and number.is_rounded:
            rounded.append(number)
        return number

    try:
        data = json.loads(
            text,
            parse_int=lambda digits: fmpq(fmpz(digits)),
            parse_float=double,
            parse_constant=Double,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        rest = text[error.pos :].lstrip(" \r\n")[:20].split("\n")[0]
        what = f"{shown(rest)} does not go on as JSON" if rest else "the text ends too early"
        raise FileError(_place(text, error.pos), what, "correct it there") from None
    return Document(data, rounded[0] if rounded else None)


def has_surrogates(text: str) -> bool:
    """Whether a text has half of a surrogate pair: no file can hold it as UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise ProblemError("", f"the key {shown(key)} is given twice in one object", "keep one of the two")
        made[key] = value
    return made


def _scan(text: str) -> None:
    """Refuse what must not reach a parser, in one linear pass."""
    depth = entries = 0
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        first = text[start]
        if first in "]}":
            depth -= 1
            continue
        if first in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                what = f"nested more than {MAX_DEPTH} deep"
                raise FileError(_place(text, start), what, "give lists of lists of numbers, no deeper")
        elif first != '"' and end - start > MAX_DIGITS + 16:
            what = f"a number of {end - start} characters"
            raise NumberError(_place(text, start), what, f"give at most {MAX_DIGITS} digits")
        entries += 1
        if entries > MAX_ENTRIES:
            what = f"more than {MAX_ENTRIES} entries"
            raise FileError(_place(text, start), what, _LARGE)


def _place(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"
