"""Refusals and faults: one place turns them into a page or into JSON."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from quizapp.domain import errors
from quizapp.presentation.messages import message
from quizapp.web.language import page_language, t

STATUS: Final[tuple[tuple[type[errors.QuizappError], int], ...]] = (
    (errors.NotFound, 404),
    (errors.WrongCode, 404),
    (errors.Unauthenticated, 401),
    (errors.WrongPassword, 403),
    (errors.Forbidden, 403),
    (errors.LinkUsed, 410),
    (errors.Removed, 403),
    (errors.Conflict, 409),
    (errors.NameTaken, 409),
    (errors.LastAdministrator, 409),
    (errors.CommandRefused, 409),
    (errors.TooManyRequests, 429),
    (errors.Busy, 503),
    (errors.NotSaved, 503),
)
"""The first match counts; whatever is not named is a 400."""


def register(app: Flask) -> None:
    """Answer every error in the reader's language, and none with a traceback."""
    app.register_error_handler(errors.QuizappError, _refused)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def status_of(error: errors.QuizappError) -> int:
    """The HTTP status for a refusal."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 400)


def wants_json() -> bool:
    """Whether a script asks, which could do nothing with a page."""
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return request.path.endswith(".json") or best == "application/json"


def _refused(error: errors.QuizappError) -> Response:
    status = status_of(error)
    if status == 401 and not wants_json():
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        return _typed(redirect(url_for("sign_in.form", next=here)))
    text = message(error, page_language())
    answer = _answer(status, error.code, _heading(status), text)
    if status in {429, 503}:
        answer.headers["Retry-After"] = "5"
    return answer


def _form_too_old(_: CSRFError) -> Response:
    return _answer(
        400,
        "form_too_old",
        t("Please send the form again"),
        t("The page was open for too long, or cookies are switched off. Nothing was changed."),
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400 and error.response is not None:
        return _typed(error.response)
    return _answer(status, _code(status), _heading(status), _text(status))


def _fault(error: Exception) -> Response:
    current_app.logger.error(
        "A request failed: %s %r", request.method, request.path, exc_info=error
    )
    return _answer(500, "error", _heading(500), _text(500))


def _answer(status: int, code: str, heading: str, text: str) -> Response:
    if wants_json():
        response = jsonify(ok=False, code=code, message=text)
    else:
        page = render_template("pages/error.html", heading=heading, text=text, status=status)
        response = Response(page)
    response.status_code = status
    return response


def _heading(status: int) -> str:
    match status:
        case 404:
            return t("Nothing here")
        case 403:
            return t("Not allowed")
        case 410:
            return t("This link is no longer good")
        case 429 | 503:
            return t("One moment, please")
        case status if status >= 500:
            return t("Something broke on our side")
    return t("This did not work")


def _text(status: int) -> str:
    match status:
        case 404:
            return t("This address leads nowhere. To take part, enter the code from the screen.")
        case 413:
            return t("What was sent is too large.")
        case status if status >= 500:
            return t(
                "It has been noted for the operator. Your answers on disk are safe. Try again."
            )
    return t("The request could not be understood. Please go back and try again.")


def _code(status: int) -> str:
    return {404: "not_found", 403: "forbidden", 429: "slow_down"}.get(
        status, "error" if status >= 500 else "bad_message"
    )


def _typed(response: object) -> Response:
    """Werkzeug's redirect is of Flask's class inside an application."""
    assert isinstance(response, Response)
    return response
