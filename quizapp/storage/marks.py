"""What has changed in a table since one looked last, where several processes write it.

PostgreSQL knows of each row which transaction wrote it, and of each moment the oldest transaction
that was still under way. Whoever reads the rows written by that one and all later ones misses
nothing, in whatever order they are committed; a few rows come twice. Times or rising numbers would
not do: they are given out before the commit. SQLite has one process: there everything is news.
"""

from __future__ import annotations

from typing import TypeVarTuple

from sqlalchemy import Select, text
from sqlalchemy.orm import Session

from quizapp.storage.tables import Base

Columns = TypeVarTuple("Columns")

FROM_THE_BEGINNING = ""


def mark_of(session: Session) -> str:
    """The mark of what this reading transaction sees; hand it in at the next look."""
    if session.get_bind().dialect.name != "postgresql":
        return FROM_THE_BEGINNING
    return str(session.scalar(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")))


def since(rows: Select[*Columns], table: type[Base], mark: str) -> Select[*Columns]:
    """Of these rows those that may have been written after the mark was taken."""
    if mark == FROM_THE_BEGINNING:
        return rows
    # By age, since the numbers of transactions begin anew after four thousand million.
    newer = f"age({table.__tablename__}.xmin) <= age(CAST(CAST(:mark AS xid8) AS xid))"
    return rows.where(text(newer).bindparams(mark=mark))
