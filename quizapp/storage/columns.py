"""Column types that are the same text on every database."""

from __future__ import annotations

import json
from typing import Any, cast

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from quizapp.domain.text import Json, LocalizedText


def to_json(value: Json) -> str:
    """ASCII only: PostgreSQL takes no NUL and no driver takes half a surrogate pair.

    Either could come from a phone, and would fail a whole batch.
    """
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


class JsonText(TypeDecorator[Any]):
    """Plain data as JSON text. The order of keys stands, None is `null`."""

    impl = Text
    cache_ok = True
    should_evaluate_none = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else _parsed(value)


def _parsed(value: str) -> Any:
    """Most answers are a word: what stands between the quotation marks, where nothing is escaped."""
    if value[:1] == '"' and "\\" not in value:
        return value[1:-1]
    return json.loads(value)


class Localized(TypeDecorator[LocalizedText]):
    """A text in several languages, the one to fall back on first."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: LocalizedText | None, dialect: Dialect) -> str:
        return to_json(value.to_dict() if value else {})

    def process_result_value(self, value: Any, dialect: Dialect) -> LocalizedText:
        return LocalizedText.of(cast(dict[str, str], json.loads(value or "{}")))
