from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from quizapp.services.pictures import make_picture
from quizapp.web.pictures import LARGEST_UPLOAD
from tests.web.house import House

SignedIn = Callable[[str], FlaskClient]


def png(side: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def upload(browser: FlaskClient, data: bytes, **headers: str) -> TestResponse:
    return browser.post(
        "/banks/pictures",
        data={"picture": (io.BytesIO(data), "photo.png")},
        headers={"Accept": "application/json", **headers},
    )


def test_picture_is_sent_to_anybody_with_its_address_and_may_be_kept_for_ever(
    house: House, visitor: FlaskClient
) -> None:
    picture = make_picture(png())
    house.picture_store.put((picture,))

    answer = visitor.get(f"/pictures/{picture.id}.webp")

    assert (answer.status_code, answer.data) == (200, picture.data)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    again = visitor.get(
        f"/pictures/{picture.id}.webp", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/pictures/" + "0" * 32 + ".webp", "/pictures/x.webp", "/pictures/"]
)
def test_there_is_no_list_and_nothing_under_other_names(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("account", ["mary", "admin"])
def test_who_edits_banks_brings_a_picture(house: House, as_account: SignedIn, account: str) -> None:
    made = make_picture(png())

    answer = upload(as_account(account), png())

    assert answer.get_json() == {
        "id": made.id,
        "width": 8,
        "height": 8,
        "src": f"/pictures/{made.id}.webp",
    }
    assert house.picture_store.kept == {made.id: made}


@pytest.mark.parametrize(("account", "status"), [("grace", 403), ("sofia", 403), (None, 401)])
def test_nobody_else_does(
    house: House, as_account: SignedIn, visitor: FlaskClient, account: str | None, status: int
) -> None:
    browser = as_account(account) if account else visitor

    assert upload(browser, png()).status_code == status
    assert house.picture_store.kept == {}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg/>", "picture_format"),
        (png()[:50], "picture_broken"),
        (b"\0" * (LARGEST_UPLOAD + 1), "picture_too_large"),
    ],
)
def test_refusal_says_what_is_the_matter(as_account: SignedIn, data: bytes, code: str) -> None:
    answer = upload(as_account("mary"), data)

    assert (answer.status_code, answer.get_json()["code"]) == (400, code)
    assert "picture" in answer.get_json()["message"]


def test_form_without_a_picture_is_refused(as_account: SignedIn) -> None:
    answer = as_account("mary").post("/banks/pictures", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.get_json()["code"]) == (400, "bad_message")


def test_form_needs_its_token(house: House) -> None:
    app = house.app()
    app.config["WTF_CSRF_ENABLED"] = True
    browser = house.sign_in(app.test_client(), "mary")

    answer = upload(browser, png())

    assert (answer.status_code, answer.get_json()["code"]) == (400, "form_too_old")
    assert house.picture_store.kept == {}
