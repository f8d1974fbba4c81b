"""Kinds of data, as pydantic types: leaves, lists, objects. Each says in the schema what it is.

Leaves and objects refuse with an error of ours inside of pydantic's. Main results: `leaf`, `named_leaf`, `list_of`,
`object_of`, `either`, `by_field`, `described`; `cause`, the error of ours.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NotRequired, Required

from flint import fmpq
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    with_config,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType, TypedDict

from ibverify.errors import InputError, ProblemError, shown
from ibverify.loaders._numbers import displayed

Parameters = Mapping[str, fmpq]
Read = Callable[[Any, Parameters], object]

_SHAPES = ("[]", "{}")  # tags of the two shapes of a field; no field has such a name
_TAGS = ("{+}", "{-}")  # tags of objects with a field and without it


def cause(error: ValidationError) -> InputError:
    """The first error, with the field as its place."""
    first = error.errors(include_url=False)[0]
    path = [part for part in first["loc"] if part not in (*_SHAPES, *_TAGS)]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    found = first.get("ctx", {}).get("error")
    if not isinstance(found, InputError):  # the one thing that pydantic judges itself is whether a list is one
        found = ProblemError("", f"{displayed(first['input'])} stands where a list is expected", "write a list")
    return type(found)(where, found.what, found.todo)


def leaf(read: Read, schema: dict[str, Any]) -> Any:
    """What a function reads, or refuses with an error of ours."""

    def validate(data: Any, info: ValidationInfo[Any]) -> object:
        try:
            return read(data, info.context)
        except InputError as error:
            raise _refused(error) from None

    return Annotated[Any, PlainValidator(validate), WithJsonSchema(schema)]


def named_leaf(name: str, read: Read, says: str) -> Any:
    """A leaf that is written as a text or a number; the schema says once, under this name, what it is."""
    alias: Any = TypeAliasType  # of a value, so it has no static type
    return alias(name, leaf(read, {"type": ["string", "number"], "description": says}))


def described(kind: Any, says: str) -> Any:
    """The kind, as a field of which the schema says this."""
    return Annotated[kind, Field(description=says)]


def list_of(kind: Any) -> Any:
    """A list, read up to its first entry that is wrong."""
    return Annotated[list[kind], Field(fail_fast=True)]


def either(list_kind: Any, object_kind: Any) -> Any:
    """A list of one kind or an object of the other."""
    return Annotated[
        Annotated[list_of(list_kind), Tag("[]")] | Annotated[object_kind, Tag("{}")],
        Discriminator(lambda data: "{}" if isinstance(data, dict) else "[]"),
    ]


def by_field(key: str, with_it: Any, without: Any) -> Any:
    """An object of the first kind if it has this field, anything else of the second kind."""
    return Annotated[
        Annotated[with_it, Tag(_TAGS[0])] | Annotated[without, Tag(_TAGS[1])],
        Discriminator(lambda data: _TAGS[0] if isinstance(data, dict) and key in data else _TAGS[1]),
    ]


def object_of(
    name: str,
    says: str,
    required: dict[str, Any],
    optional: dict[str, Any] | None = None,
    choice: dict[str, Any] | None = None,
) -> Any:
    """An object with these fields and exactly one of those in `choice`."""
    optional, choice = optional or {}, choice or {}
    fields = {key: Required[kind] for key, kind in required.items()}
    fields |= {key: NotRequired[kind] for key, kind in (optional | choice).items()}
    extra: Any = {"description": says}
    if choice:
        extra["oneOf"] = [{"required": [key]} for key in choice]
    typed_dict: Any = TypedDict  # of given fields, so it has no static type
    kind = with_config(ConfigDict(extra="forbid", json_schema_extra=extra))(typed_dict(name, fields))

    def check(data: Any) -> Any:
        if not isinstance(data, dict):
            what = f"{displayed(data)} stands where an object is expected"
            raise _refused(ProblemError("", what, f"write an object with {', '.join(fields)}"))
        for key in data:
            if key not in fields:
                raise _refused(ProblemError("", f"{shown(key)} is no field here", _advice(str(key), fields)))
        for key in required:
            if key not in data:
                raise _refused(ProblemError("", f"the field {key} is missing", "add it"))
        given = [key for key in choice if key in data]
        if choice and len(given) != 1:
            what = f"{' and '.join(given)} are given together" if given else f"none of {', '.join(choice)} is given"
            raise _refused(ProblemError("", what, "keep one of them" if given else "give one of them"))
        return data

    return Annotated[kind, BeforeValidator(check)]


def _refused(error: InputError) -> PydanticCustomError:
    return PydanticCustomError("refused", "refused", {"error": error})


def _advice(key: str, fields: Iterable[str]) -> str:
    close = difflib.get_close_matches(key[:40], fields, n=1, cutoff=0.7)
    return f"did you mean {close[0]}?" if close else f"use {', '.join(fields)}"
