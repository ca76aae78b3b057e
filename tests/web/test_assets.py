from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp import paths
from quizapp.domain.text import LANGUAGES
from quizapp.presentation.i18n import plural_index
from quizapp.web.assets import Assets
from tests.web.house import House
from tests.web.pages import data_page


def fingerprint(house: House) -> str:
    assets: Assets = house.app().extensions["quizapp-assets"]
    return assets.fingerprint


def test_a_file_is_kept_for_ever_under_its_fingerprint(house: House, visitor: FlaskClient) -> None:
    response = visitor.get(f"/static/{fingerprint(house)}/css/pages.css")
    assert response.content_type == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.data == (paths.static() / "css/pages.css").read_bytes()
    again = visitor.get(response.request.path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_old_fingerprint_gets_the_file_of_today_and_may_not_keep_it(
    visitor: FlaskClient,
) -> None:
    response = visitor.get("/static/0123456789ab/css/pages.css")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


def test_texts_are_compressed_for_who_can_read_that(house: House, visitor: FlaskClient) -> None:
    path = f"/static/{fingerprint(house)}/css/pages.css"
    plain, zipped = visitor.get(path), visitor.get(path, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert zipped.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "name",
    [
        "../quizapp/config.py",
        "..%2fquizapp%2fconfig.py",
        "css/../../pyproject.toml",
        "%2e%2e/pyproject.toml",
        "/etc/passwd",
        "css",
        "nothing.css",
    ],
)
def test_nothing_outside_the_tree_is_served(house: House, visitor: FlaskClient, name: str) -> None:
    assert visitor.get(f"/static/{fingerprint(house)}/{name}").status_code in {404, 308}


def test_types_do_not_depend_on_the_system(tmp_path: Path) -> None:
    types = {
        "a.js": "text/javascript; charset=utf-8",
        "a.mjs": "text/javascript; charset=utf-8",
        "a.woff2": "font/woff2",
        "a.svg": "image/svg+xml",
        "a.bin": "application/octet-stream",
    }
    for name in types:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".hidden").write_text("x")
    tree = Assets(tmp_path)
    found = {name: asset.mime for name in types if (asset := tree.get(name))}
    assert found == types
    assert tree.get(".hidden") is None


def test_the_fingerprint_follows_every_change(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    first = Assets(tmp_path).fingerprint
    (tmp_path / "a.js").write_text("2")
    second = Assets(tmp_path).fingerprint
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    assert len({first, second, Assets(tmp_path).fingerprint}) == 3


def test_the_graph_holds_static_imports_and_no_others(tmp_path: Path) -> None:
    for folder in ("js/phone", "js/live"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "js/phone/main.js").write_text(
        '// import "./commented.js";\n'
        'import {\n  a,\n  b,\n} from "../live/a.js";\n'
        'import "./side.js";\n'
        'export { c } from "./again.js";\n'
        'const later = () => import("./later.js");\n'
        'const text = "from \\"./text.js\\"";\n'
        'import outside from "../../../secret.js";\n'
    )
    (tmp_path / "js/live/a.js").write_text('import * as b from "./b.js";\n')
    (tmp_path / "js/live/b.js").write_text('import "../phone/main.js";\n')
    for name in ("side", "again", "later", "commented", "text"):
        (tmp_path / f"js/phone/{name}.js").write_text("")
    assert Assets(tmp_path).modules("js/phone/main.js") == (
        "js/live/a.js",
        "js/phone/side.js",
        "js/phone/again.js",
        "js/live/b.js",
    )


@pytest.mark.parametrize("audience", ["phone", "screen", "console", "editor"])
def test_every_module_that_a_page_imports_is_there(audience: str) -> None:
    tree = Assets(paths.static())
    entry = f"js/{audience}/main.js"
    assert tree.get(entry) is not None
    assert tree.get(f"css/{audience}.css") is not None
    assert "js/live/i18n.js" in tree.modules(entry)


def test_a_page_loads_its_modules_in_one_go(house: House, visitor: FlaskClient) -> None:
    page = visitor.get("/j/482913").text
    tree = Assets(paths.static())
    for name in tree.modules("js/phone/main.js"):
        assert f'<link rel="modulepreload" href="{tree.url(name)}">' in page


def test_the_browser_gets_the_texts_of_its_language(visitor: FlaskClient) -> None:
    url = data_page(visitor.get("/j/482913?lang=fr"))["catalogue_url"]
    response = visitor.get(url)
    assert response.headers["Cache-Control"].endswith("immutable")
    body = response.get_json()
    assert (body["lang"], body["dir"]) == ("fr", "ltr")
    assert body["messages"]["Your place"] == "Votre place"
    assert body["messages"]["{n} answer"] == ["{n} réponse", "{n} réponses"]
    assert body["plural"] == [plural_index("fr")(n) for n in range(200)]


def test_each_language_has_its_catalogue_and_nothing_else_has(visitor: FlaskClient) -> None:
    url = data_page(visitor.get("/j/482913?lang=en"))["catalogue_url"]
    arabic = visitor.get(url.replace("/en.json", "/ar.json")).get_json()
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert arabic["messages"]["Send my answer"] != "Send my answer"
    assert {len(each) for each in arabic["messages"].values() if isinstance(each, list)} == {6}
    for wrong in ("/xx.json", "/en.txt"):
        assert visitor.get(url.replace("/en.json", wrong)).status_code == 404
    assert visitor.get(url.replace("/phone/", "/king/")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_beyond_the_table_plural_forms_repeat_every_hundred(language: str) -> None:
    form = plural_index(language)
    for n in (200, 201, 202, 305, 1_000, 1_001, 9_999):
        assert form(n) == form(n % 100 + 100)


def test_the_phone_carries_no_texts_of_the_console() -> None:
    used = json.loads((paths.translations() / "browser.json").read_text("utf-8"))
    assert set(used["phone"]) < set(used["console"])
    reachable = Assets(paths.static()).modules("js/phone/main.js")
    assert not any(name.startswith(("js/console/", "js/screen/")) for name in reachable)
