"""The structure of a problem file, as pydantic types built from the folders of distributions, activations and readouts.

Every leaf and every object refuses with an error of ours, so no sentence of pydantic's is ever shown. Main results:
`validated`, `problem_schema`.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, Any, NotRequired, Required

from flint import fmpq
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    with_config,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from ibverify import activations, distributions, readouts
from ibverify.errors import InputError, ProblemError, shown
from ibverify.exact import Value
from ibverify.exact.grammar import parse_value
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._text import has_surrogates
from ibverify.problem import QUANTITIES

FORMAT = "ibverify-problem/1"
Parameters = Mapping[str, fmpq]


def validated(data: object, parameters: Parameters) -> dict[str, Any]:
    """The fields of a problem, numbers and values read. Raises `InputError` for the first that is wrong."""
    try:
        fields: dict[str, Any] = _problem().validate_python(data, strict=True, context=parameters)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = [part for part in first["loc"] if part not in _SHAPES]
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
        cause = first.get("ctx", {}).get("error")
        if not isinstance(cause, InputError):  # the one thing that pydantic judges itself is whether a list is one
            cause = ProblemError("", f"{displayed(first['input'])} stands where a list is expected", "write a list")
        raise type(cause)(where, cause.what, cause.todo) from None
    return fields


def problem_schema() -> dict[str, Any]:
    """The JSON schema of problem files, as published in docs/schemas."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_problem().json_schema()}


_SHAPES = ("[]", "{}")  # tags of the two shapes of a field; no field has such a name
_MAX_LAYER = 1_000_000
_NUMBER = {"type": ["string", "number"]}


def _leaf(read: Callable[[Any, Parameters], object], schema: dict[str, Any]) -> Any:
    def validate(data: Any, info: ValidationInfo[Any]) -> object:
        try:
            return read(data, info.context)
        except InputError as error:
            raise _refused(error) from None

    return Annotated[Any, PlainValidator(validate), WithJsonSchema(schema)]


def _refused(error: InputError) -> PydanticCustomError:
    return PydanticCustomError("refused", "refused", {"error": error})


def _text(data: Any, _: Parameters) -> str:
    if not isinstance(data, str):
        raise ProblemError("", f"{displayed(data)} is not a text", "put it in quotes")
    if has_surrogates(data):
        raise ProblemError("", f"{shown(data)} has half of a surrogate pair", "write characters of Unicode")
    return data


def _format(data: Any, _: Parameters) -> str:
    if data != FORMAT:
        raise ProblemError("", f"{displayed(data)} is not a format read here", f'write "{FORMAT}"')
    return FORMAT


def _value(data: Any, parameters: Parameters) -> Value:
    return parse_value(data) if isinstance(data, str) else Value(number(data, parameters))


def _flag(data: Any, _: Parameters) -> bool:
    if data is not True:
        raise ProblemError("", f"{displayed(data)} stands where true is expected", "write true, or leave the field out")
    return True


def _layer_index(data: Any, _: Parameters) -> int | str:
    if data == "readout":
        return "readout"
    if isinstance(data, int | fmpq) and not isinstance(data, bool) and 0 <= data <= _MAX_LAYER and fmpq(data).q == 1:
        return int(fmpq(data).p)
    raise ProblemError("", f"{displayed(data)} is not a layer", 'give the index of a layer, from 0, or "readout"')


def _numbers(depth: int | None) -> Any:
    """Numbers in lists of this depth; None is the flag true."""
    if depth is None:
        return _leaf(_flag, {"const": True})
    kind = _leaf(number, _NUMBER)
    for _ in range(depth):
        kind = _list(kind)
    return kind


def _list(kind: Any) -> Any:
    return Annotated[list[kind], Field(fail_fast=True)]


def _object(
    name: str, required: dict[str, Any], optional: dict[str, Any] | None = None, choice: dict[str, Any] | None = None
) -> Any:
    """An object with these fields and exactly one of those in `choice`."""
    optional, choice = optional or {}, choice or {}
    fields = {key: Required[kind] for key, kind in required.items()}
    fields |= {key: NotRequired[kind] for key, kind in (optional | choice).items()}
    extra: Any = {"oneOf": [{"required": [key]} for key in choice]} if choice else {}
    typed_dict: Any = TypedDict  # built from listed folders, so it has no static type
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


def _advice(key: str, fields: Iterable[str]) -> str:
    close = difflib.get_close_matches(key[:40], fields, n=1, cutoff=0.7)
    return f"did you mean {close[0]}?" if close else f"use {', '.join(fields)}"


def _parameters(activation: str) -> Iterable[str]:
    return getattr(importlib.import_module(f"{activations.__name__}.{activation}"), "DEFAULTS", {})


def _either(list_kind: Any, object_kind: Any) -> Any:
    """A list of one kind or an object of the other."""
    return Annotated[
        Annotated[_list(list_kind), Tag("[]")] | Annotated[object_kind, Tag("{}")],
        Discriminator(lambda data: "{}" if isinstance(data, dict) else "[]"),
    ]


@cache
def _problem() -> TypeAdapter[Any]:
    text, rational, value = _leaf(_text, {"type": "string"}), _numbers(0), _leaf(_value, _NUMBER)
    component = _object(
        "Component",
        required={"label": text, "mass": rational},
        choice={name: _numbers(distributions.named(name).DEPTH) for name in distributions.names()},
    )
    data_set = _object("DataSet", required={"npz": text, "x": text, "y": text}, optional={"box": rational})
    layer = _object(
        "Layer",
        required={"weight": _numbers(2), "bias": _numbers(1), "activation": text},
        optional={parameter: rational for name in activations.names() for parameter in _parameters(name)},
    )
    readout = _object(
        "Readout", required={}, choice={name: _numbers(readouts.named(name).DEPTH) for name in readouts.names()}
    )
    expectation = _object(
        "Expectation",
        required={"layer": _leaf(_layer_index, {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "readout"}]})},
        optional=dict.fromkeys(QUANTITIES, value),
    )
    interval = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    parameters = {"type": "object", "additionalProperties": {"anyOf": [_NUMBER, interval]}}
    problem = _object(
        "Problem",
        required={
            "format": _leaf(_format, {"const": FORMAT}),
            "input": _either(component, data_set),
            "network": _either(layer, _object("NetworkFile", required={"onnx": text})),
        },
        optional={
            "parameters": _leaf(lambda data, _: data, parameters),
            "readout": readout | None,
            "expect": _list(expectation),
        },
    )
    return TypeAdapter(problem)
