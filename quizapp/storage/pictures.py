"""Pictures, by their content."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy import String, delete, select, type_coerce
from sqlalchemy.orm import Session

from quizapp.domain.pictures import ID_LENGTH, PictureFile
from quizapp.storage.bank_tables import PictureRow, QuestionDraftRow, QuestionVersionRow
from quizapp.storage.db import Store, reads, writes
from quizapp.storage.statements import upsert

_AN_ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")


def put_pictures(session: Session, pictures: Sequence[PictureFile]) -> None:
    """Keep them; in order of their names, so that two who bring the same ones never wait for each other."""
    for each in sorted(pictures, key=lambda picture: picture.id):
        row = {
            "id": each.id,
            "data": each.data,
            "width": each.width,
            "height": each.height,
            "media_type": each.media_type,
        }
        session.execute(upsert(session, PictureRow).on_conflict_do_nothing(), [row])


class SqlPictures(Store):
    @writes
    def put(self, session: Session, pictures: Sequence[PictureFile]) -> None:
        put_pictures(session, pictures)

    @reads
    def get(self, session: Session, picture_id: str) -> PictureFile | None:
        row = session.get(PictureRow, picture_id)
        if row is None:
            return None
        return PictureFile(row.id, row.width, row.height, row.data, row.media_type)

    @reads
    def unnamed(self, session: Session) -> frozenset[str]:
        return frozenset(session.scalars(select(PictureRow.id))) - _named(session)

    @writes
    def drop_unnamed(self, session: Session, ids: Collection[str]) -> int:
        going = sorted(frozenset(ids) - _named(session))
        for each in going:
            session.execute(delete(PictureRow).where(PictureRow.id == each))
        return len(going)


def _named(session: Session) -> frozenset[str]:
    """Whatever looks like a picture's id in the text of any question, wherever it stands there.

    By their look and not by our reading of the content: a picture must not be lost to a field that
    an older or a newer version of the program knows and this one doesn't.
    """
    texts = (
        type_coerce(each, String) for each in (QuestionVersionRow.content, QuestionDraftRow.content)
    )
    return frozenset(
        found
        for text in texts
        for content in session.scalars(select(text).execution_options(yield_per=500))
        for found in _AN_ID.findall(content)
    )
