"""Pictures of questions: to be seen by whoever has the address, to be brought by who edits banks."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, Response, jsonify, request

from quizapp.domain.errors import BadMessage, PictureTooLarge
from quizapp.domain.pictures import address_of
from quizapp.services.pictures import MOST_MIB
from quizapp.web import access
from quizapp.web.assets import answer
from quizapp.web.context import services
from quizapp.web.security import LARGEST_FORM

LARGEST_UPLOAD: Final = MOST_MIB * 2**20 + LARGEST_FORM
UPLOAD: Final = "pictures.upload"

blueprint = Blueprint("pictures", __name__)


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _before_the_form_is_read(endpoint: str | None, _: dict[str, object] | None) -> None:
    """Nobody but an editor has us read megabytes; the check of the form's token reads all of it."""
    if endpoint == UPLOAD:
        access.librarian()
        if (request.content_length or 0) > LARGEST_UPLOAD:
            raise PictureTooLarge(most=MOST_MIB)
        request.max_content_length = LARGEST_UPLOAD


@blueprint.get("/pictures/<picture_id>.webp")
def picture(picture_id: str) -> Response:
    """One picture. Its address is a hash of its content: it never changes, and nobody guesses it."""
    found = services().pictures.get(picture_id)
    return answer(found.data, None, found.media_type, found.id, keep=True)


@blueprint.post("/banks/pictures")
def upload() -> Response:
    """Keep the file in the field `picture`: `{id, width, height, src}`."""
    file = request.files.get("picture")
    if file is None:
        raise BadMessage(field="picture")
    kept = services().pictures.add(file.read(LARGEST_UPLOAD))
    return jsonify(id=kept.id, width=kept.width, height=kept.height, src=address_of(kept.id))
