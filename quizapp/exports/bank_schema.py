"""JSON Schema of `quizapp-bank/1`, made from what the types say of their fields.

Editors use it to complete and to check while one types. What it can't say (that a key names an
option, that slugs differ) `quizapp bank check` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from quizapp.domain.bank import BANK_FORMAT, LONGEST_LIMIT_S, POINTS, SHORTEST_LIMIT_S
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.scoring import Scoring
from quizapp.domain.text import LANGUAGES

Schema: TypeAlias = dict[str, Any]

_SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,40}$"}
_TEXT = {"$ref": "#/$defs/text"}
_PICTURE = {"$ref": "#/$defs/picture"}


def bank_schema() -> Schema:
    """The whole schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizapp question bank",
        "type": "object",
        "required": ["format", "slug", "title", "questions"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": BANK_FORMAT},
            "slug": _SLUG,
            "title": _TEXT,
            "languages": {
                "type": "array",
                "items": {"enum": list(LANGUAGES)},
                "uniqueItems": True,
            },
            "licence": {"type": "string"},
            "author": {"type": "string"},
            "questions": {
                "type": "array",
                "minItems": 1,
                "maxItems": 2000,
                "items": {"$ref": "#/$defs/question"},
            },
        },
        "$defs": {
            "text": _text(),
            "picture": _picture(),
            "question": {
                "type": "object",
                "required": ["type"],
                "properties": {"type": {"enum": list(QUESTION_TYPES)}},
                "allOf": [_of_type(kind) for kind in QUESTION_TYPES.values()],
            },
        },
    }


def _text() -> Schema:
    return {
        "type": "object",
        "description": "A text in one or more languages; the first is the one to fall back on.",
        "propertyNames": {"enum": list(LANGUAGES)},
        "additionalProperties": {"type": "string"},
        "minProperties": 1,
    }


def _picture() -> Schema:
    return {
        "type": "object",
        "required": ["alt"],
        "properties": {
            "file": {"type": "string", "description": "Beside the bank."},
            "id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
            "alt": _TEXT,
        },
        "oneOf": [{"required": ["file"]}, {"required": ["id", "width", "height"]}],
        "additionalProperties": False,
    }


def _of_type(kind: QuestionType[Any]) -> Schema:
    required = ["slug", "type", "prompt", *(each.name for each in kind.fields if each.required)]
    properties = {**_common(kind), **{each.name: _field(each, kind) for each in kind.fields}}
    return {
        "if": {"properties": {"type": {"const": kind.slug}}},
        "then": {
            "title": kind.label,
            "required": [*required, "picture"] if kind.needs_picture else required,
            "properties": properties,
            "additionalProperties": False,
        },
    }


def _common(kind: QuestionType[Any]) -> Schema:
    common: Schema = {
        "slug": _SLUG,
        "type": {"const": kind.slug},
        "prompt": _TEXT,
        "explanation": _TEXT,
        "source": {
            "type": "object",
            "required": ["title", "issuer"],
            "properties": {
                "title": {"type": "string"},
                "issuer": {"type": "string"},
                "year": {"type": ["integer", "null"], "minimum": 1000, "maximum": 3000},
                "fact": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "tags": {"type": "array", "items": {"type": "string"}},
        "difficulty": {"type": ["integer", "null"], "minimum": 1, "maximum": 3},
        "time_limit_s": {
            "type": ["integer", "null"],
            "minimum": SHORTEST_LIMIT_S,
            "maximum": LONGEST_LIMIT_S,
        },
        "points": {"enum": list(POINTS)},
        "scoring": {"enum": [*Scoring, None]},
        "picture": _PICTURE,
    }
    if kind.shuffles:
        common["shuffle"] = {"type": "boolean"}
    return common


def _field(field: Field, kind: QuestionType[Any]) -> Schema:
    schema = dict(_KINDS[field.kind](field, kind))
    schema.setdefault("title", field.label)
    if field.hint:
        schema["description"] = field.hint
    if field.default is not None:
        schema["default"] = field.default
    return schema


def _entries(field: Field, properties: Schema) -> Schema:
    entry = {
        "type": "object",
        "required": ["id", "text"],
        "properties": {"id": _ID, "text": _TEXT, **properties},
        "additionalProperties": False,
    }
    return {"type": "array", "items": entry, **_size(field)}


def _options(field: Field, kind: QuestionType[Any]) -> Schema:
    roles = {"role": {"enum": list(kind.roles)}} if kind.roles else {}
    return _entries(field, {"picture": _PICTURE, **roles})


def _size(field: Field) -> Schema:
    size = {"minItems": field.least, "maxItems": field.most}
    return {name: int(value) for name, value in size.items() if value is not None}


def _number(name: str) -> Callable[[Field, QuestionType[Any]], Schema]:
    def schema(field: Field, _: QuestionType[Any]) -> Schema:
        if field.choices:
            return {"enum": [int(each) for each in field.choices]}
        bounds = {"minimum": field.least, "maximum": field.most}
        return {"type": name, **{name: each for name, each in bounds.items() if each is not None}}

    return schema


_POINT = {
    "type": "array",
    "items": {"type": "number", "minimum": 0, "maximum": 1},
    "minItems": 2,
    "maxItems": 2,
}

_KINDS: Mapping[FieldKind, Callable[[Field, QuestionType[Any]], Schema]] = {
    FieldKind.OPTIONS: _options,
    FieldKind.ENTRIES: lambda field, _: _entries(field, {}),
    FieldKind.OPTION: lambda *_: dict(_ID),
    FieldKind.OPTION_LIST: lambda *_: {"type": "array", "items": _ID, "uniqueItems": True},
    FieldKind.ORDER: lambda *_: {"type": "array", "items": _ID, "uniqueItems": True},
    FieldKind.PAIRS: lambda *_: {"type": "object", "additionalProperties": _ID},
    FieldKind.INTEGER: _number("integer"),
    FieldKind.DECIMAL: _number("number"),
    FieldKind.BOOLEAN: lambda *_: {"type": "boolean"},
    FieldKind.CHOICE: lambda field, _: {"enum": list(field.choices)},
    FieldKind.TEXT: lambda *_: dict(_TEXT),
    FieldKind.LONG_TEXT: lambda *_: dict(_TEXT),
    FieldKind.ACCEPTED: lambda *_: {
        "type": "object",
        "propertyNames": {"enum": list(LANGUAGES)},
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    },
    FieldKind.REGIONS: lambda field, _: {
        "type": "array",
        "items": {"type": "array", "items": _POINT, "minItems": 3},
        **_size(field),
    },
}
