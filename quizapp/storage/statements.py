"""What SQLAlchemy does not offer across databases: upserts, and IN lists of any length."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, TypeAlias, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.storage.tables import Base

Upsert: TypeAlias = sqlite.Insert | postgresql.Insert
Columns = TypeVarTuple("Columns")

MOST_VALUES: Final = 900
"""In one IN list: old builds of SQLite take 999 variables a statement."""


def upsert(session: Session, table: type[Base]) -> Upsert:
    """An INSERT of this database, which knows `on_conflict_do_nothing` and `..._do_update`.

    Executed with a list of rows it becomes statements of as many rows as the database takes.
    """
    return _insert(session.get_bind().dialect.name)(table)


def upsert_into(table: type[Base], dialect: str) -> Upsert:
    """The same for a statement that is made once: past the ORM, for `session.connection()`."""
    return _insert(dialect)(table.__table__)


def _insert(dialect: str) -> Callable[[Any], Upsert]:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def rows_in(
    session: Session,
    select: Select[*Columns],
    column: InstrumentedAttribute[str] | ColumnElement[str],
    values: Collection[str],
) -> Iterator[Row[*Columns]]:
    """The rows of a SELECT whose column is one of the values, each value asked for once."""
    distinct = sorted(set(values))
    for start in range(0, len(distinct), MOST_VALUES):
        some = select.where(column.in_(distinct[start : start + MOST_VALUES]))
        yield from session.execute(some)
