"""Families of problems: a problem file some of whose parameters are intervals.

Main results: `Family`, a function from numbers to problems; `load_family`, from a file or a stream; `family_from_dict`;
`load_either`, a problem or a family.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from flint import fmpq

from ibverify.errors import ProblemError, UnsupportedError, shown
from ibverify.loaders._fields import at, check_name, from_document
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._text import Note, to_standard_error
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.problem import Problem

Range = tuple[fmpq, fmpq]
MAX_SWEPT = 2


@dataclass(frozen=True, slots=True)
class Family:
    """A problem for each point of a rectangle: a parameter for each name, in the order of the file."""

    names: tuple[str, ...]
    ranges: tuple[Range, ...]
    _data: Mapping[str, Any]
    _folder: Path

    def __call__(self, *values: fmpq) -> Problem:
        """The problem at these values, which may be functions of parameters. Raises `InputError`."""
        parameters = self._data["parameters"] | dict(zip(self.names, values, strict=True))
        return problem_from_dict({**self._data, "parameters": parameters}, self._folder)


def load_family(source: str | Path | TextIO, note: Note = to_standard_error) -> Family:
    """The family in a file, in a stream, or (for the path `-`) on standard input; read once. As `load_problem`."""
    return from_document(source, note, family_from_dict)


def load_either(source: str | Path | TextIO, note: Note = to_standard_error) -> Problem | Family:
    """The family in a file if one of its parameters is an interval, else the problem. As `load_problem`."""
    return from_document(source, note, lambda data, folder: _reader(data)(data, folder))


def _reader(data: object) -> Callable[[object, Path], Problem | Family]:
    parameters = data.get("parameters") if isinstance(data, dict) else None
    swept = isinstance(parameters, dict) and any(isinstance(value, list) for value in parameters.values())
    return family_from_dict if swept else problem_from_dict


def family_from_dict(data: object, folder: Path) -> Family:
    """The family that parsed JSON describes. Raises `InputError` unless one or two parameters are intervals.

    >>> layer = {"weight": [["a"]], "bias": ["-b"], "activation": "relu"}
    >>> point = {"label": "0", "mass": 1, "atom": [1]}
    >>> data = {"format": "ibverify-problem/1", "input": [point], "network": [layer]}
    >>> family = family_from_dict({**data, "parameters": {"a": ["0", "1/2"], "b": "2"}}, Path())
    >>> family.names, family.ranges, family(fmpq(1, 3)).network.layers[0].weight
    (('a',), ((0, 1/2),), ((1/3,),))
    """
    if not isinstance(data, dict):
        raise ProblemError(
            "", f"{displayed(data)} stands where an object is expected", "write a problem with parameters"
        )
    parameters = data.get("parameters", {})
    if not isinstance(parameters, dict):
        raise ProblemError("parameters", f"{displayed(parameters)} is not an object", 'write {"a": ["0", "1"]}')
    for name in parameters:
        check_name(name)
    ranges = {name: _range(f"parameters.{name}", ends) for name, ends in parameters.items() if isinstance(ends, list)}
    if not ranges:
        advice = 'give one, such as "parameters": {"a": ["0", "1"]}, or run ibverify analyze'
        raise ProblemError("parameters", "none is an interval", advice)
    if len(ranges) > MAX_SWEPT:
        what = f"{len(ranges)} parameters are intervals: {', '.join(map(shown, ranges))}"
        raise UnsupportedError("parameters", what, f"give all but {MAX_SWEPT} of them a value")
    return Family(tuple(ranges), tuple(ranges.values()), {**data, "parameters": parameters}, folder)


def _range(path: str, ends: list[Any]) -> Range:
    if len(ends) != 2:
        raise ProblemError(path, f"a list of {len(ends)}", 'give an interval by its two ends, as in ["0", "1"]')
    with at(path):
        return number(ends[0]), number(ends[1])
