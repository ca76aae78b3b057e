"""An event to measure the server with, made and taken away by `quizapp rehearse`."""

from __future__ import annotations

import os

from flask import Blueprint, Flask, jsonify, render_template, request
from werkzeug.wrappers import Response

from quizapp.web import access
from quizapp.web.context import services

blueprint = Blueprint("trial", __name__, url_prefix="/moderate/trial")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def page() -> str:
    """What this is, and the form that the program sends."""
    access.administrator()
    return render_template("pages/trial.html")


@blueprint.post("")
def make() -> Response:
    """Make one. Who measures on this machine looks at the process too."""
    access.administrator()
    trial = services().trials.make()
    return jsonify(
        event_id=trial.id, code=trial.code, screen_token=trial.screen_token, pid=os.getpid()
    )


@blueprint.post("/remove")
def remove() -> Response:
    """Delete one; only an event that was made here can be named."""
    access.administrator()
    services().trials.remove(request.form.get("event_id", ""))
    return jsonify(ok=True)
