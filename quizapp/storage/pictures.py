"""Pictures, by their content."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from quizapp.domain.pictures import PictureFile
from quizapp.storage.db import Store, reads, writes
from quizapp.storage.statements import upsert
from quizapp.storage.tables import PictureRow


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
