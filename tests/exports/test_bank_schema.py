"""The JSON Schema against every bank that ships and every type, by a small validator of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from quizapp import paths
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.exports.bank_schema import bank_schema

SCHEMA = bank_schema()
KNOWN = frozenset(
    (
        *("$schema", "$defs", "$ref", "title", "description", "default"),
        *("type", "enum", "const", "required", "properties", "additionalProperties"),
        *("propertyNames", "minProperties", "items", "minItems", "maxItems", "uniqueItems"),
        *("pattern", "maxLength", "minimum", "maximum", "allOf", "oneOf", "if", "then"),
    )
)
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def is_type(value: object, name: str) -> bool:
    numeric = name in ("integer", "number")
    return isinstance(value, _TYPES[name]) and not (numeric and isinstance(value, bool))


def errors(schema: Any, value: Any, path: str = "$") -> Iterator[str]:
    """Where a value breaks a schema of the keywords that ours uses."""
    if schema is True or schema is False:
        if not schema:
            yield f"{path}: not expected"
        return
    if "$ref" in schema:
        yield from errors(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], value, path)
    given = schema.get("type", [])
    names = [given] if isinstance(given, str) else given
    if names and not any(is_type(value, each) for each in names):
        yield f"{path}: not {given}"
        return
    yield from _plain(schema, value, path)
    if isinstance(value, dict):
        yield from _object(schema, value, path)
    if isinstance(value, list):
        yield from _array(schema, value, path)
    for each in schema.get("allOf", []):
        yield from errors(each, value, path)
    if "if" in schema and not list(errors(schema["if"], value)):
        yield from errors(schema["then"], value, path)
    if "oneOf" in schema and sum(not list(errors(one, value)) for one in schema["oneOf"]) != 1:
        yield f"{path}: not one of"


def _plain(schema: Any, value: Any, path: str) -> Iterator[str]:
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{path}: {value!r} not allowed"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: pattern"
    if isinstance(value, (int, float)) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{path}: range"


def _array(schema: Any, value: list[Any], path: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{path}: {len(value)} items"
    for index, each in enumerate(value):
        yield from errors(schema.get("items", True), each, f"{path}[{index}]")


def _object(schema: Any, value: dict[str, Any], path: str) -> Iterator[str]:
    yield from (
        f"{path}.{each}: missing" for each in schema.get("required", []) if each not in value
    )
    properties = schema.get("properties", {})
    for name, each in value.items():
        yield from errors(schema.get("propertyNames", True), name, f"{path}.{name}")
        rest = schema.get("additionalProperties", True)
        yield from errors(properties.get(name, rest), each, f"{path}.{name}")


def keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            yield name
            named = name in ("properties", "$defs")
            for each in value.values() if named else [value]:
                yield from keywords(each) if name not in ("enum", "const", "default") else ()
    elif isinstance(schema, list):
        for each in schema:
            yield from keywords(each)


def test_schema_has_only_keywords_that_the_validator_knows() -> None:
    assert set(keywords(SCHEMA)) <= KNOWN


@pytest.mark.parametrize(
    "name",
    sorted(each.name for each in paths.question_banks().glob("*.yaml") if each.stem != "isc-17"),
)
def test_shipped_banks_fit_the_schema(name: str) -> None:
    data = yaml.safe_load((paths.question_banks() / name).read_text("utf-8"))

    assert list(errors(SCHEMA, data)) == []


def test_every_type_and_each_of_its_fields_is_in_the_schema() -> None:
    types = {
        each["if"]["properties"]["type"]["const"]: each["then"]["properties"]
        for each in SCHEMA["$defs"]["question"]["allOf"]
    }

    assert set(types) == set(QUESTION_TYPES)
    for slug, kind in QUESTION_TYPES.items():
        assert {field.name for field in kind.fields} <= set(types[slug]), slug


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "essay"}, "$.questions[0].type"),
        ({"slug": "One"}, "$.questions[0].slug"),
        ({"colour": "red"}, "$.questions[0].colour"),
        ({"points": 7}, "$.questions[0].points"),
        ({"prompt": "Which?"}, "$.questions[0].prompt"),
        ({"prompt": {"xx": "Which?"}}, "$.questions[0].prompt.xx"),
        ({"options": []}, "$.questions[0].options"),
        ({"options": [{"id": "a"}] * 2}, "$.questions[0].options["),
        ({"picture": {"alt": {"en": "x"}}}, "$.questions[0].picture"),
        ({"time_limit_s": 4}, "$.questions[0].time_limit_s"),
    ],
)
def test_schema_finds_what_the_reader_finds(change: dict[str, Any], fault: str) -> None:
    question = {
        "slug": "one",
        "type": "single_choice",
        "prompt": {"en": "Which?"},
        "options": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}],
    }
    bank = {
        "format": "quizapp-bank/1",
        "slug": "b",
        "title": {"en": "B"},
        "questions": [question],
    }
    assert list(errors(SCHEMA, bank)) == []

    found = list(errors(SCHEMA, {**bank, "questions": [question | change]}))

    assert found
    assert all(each.startswith(fault) for each in found)
