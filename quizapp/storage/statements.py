"""What SQLAlchemy does not offer across databases: upserts, and IN lists of any length."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, TypeAlias, TypeVarTuple

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
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


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
