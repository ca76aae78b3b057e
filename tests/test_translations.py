"""The catalogues are what the code says, complete, and compiled."""

from __future__ import annotations

import gettext
import io
import json
import re
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from quizapp.presentation.i18n import UI_LANGUAGES
from quizapp.translations import catalogues
from quizapp.translations.extract import ExtractionError, extract_javascript

ROOT = Path(__file__).parent.parent
RUN = "run `make translations`, then translate what it lists"


@pytest.fixture(scope="module")
def template() -> Catalog:
    return catalogues.extracted(ROOT)


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalogues.messages(catalog)}


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_template_is_what_the_code_says(template: Catalog) -> None:
    with catalogues.POT.open("rb") as file:
        assert ids(pofile.read_po(file)) == ids(template), RUN


def test_the_browsers_list_is_what_the_javascript_says(template: Catalog) -> None:
    listed = json.loads(catalogues.BROWSER.read_text("utf-8"))
    assert listed == catalogues.browser_ids(template), RUN


def test_a_catalogue_ships_for_each_language_on_offer() -> None:
    assert catalogues.LANGUAGES == UI_LANGUAGES


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_catalogue_is_fresh_and_complete(template: Catalog, language: str) -> None:
    catalog = catalogues.read(language)
    assert ids(catalog) == ids(template), RUN
    missing = [m.id for m in catalogues.messages(catalog) if not catalogues.translated(m)]
    assert missing == [], RUN


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    for message in catalogues.messages(catalogues.read(language)):
        allowed = set().union(*map(placeholders, texts(message)))
        for form in filter(None, forms(message)):
            found = placeholders(form)
            # The form for one may leave the number out, or say it where English does not.
            assert found - {"n"} == allowed - {"n"}, form
            assert found <= allowed, form


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    written = io.BytesIO(catalogues.as_mo(catalogues.read(language)))
    with catalogues.mo_path(language).open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    expected = gettext.GNUTranslations(written)
    assert vars(compiled)["_catalog"] == vars(expected)["_catalog"], RUN


def test_english_translates_itself() -> None:
    for message in catalogues.messages(catalogues.read("en")):
        assert forms(message) == texts(message)


def test_french_has_its_spaces_and_quotation_marks() -> None:
    for message in catalogues.messages(catalogues.read("fr")):
        for form in forms(message):
            assert not re.search(r" [:;?!»]|« |[“”]|\w'\w", form), form


def extracted(source: str) -> list[tuple[int, object]]:
    found = extract_javascript(io.BytesIO(source.encode()))
    return [(line, text) for line, _function, text, _comments in found]


def test_calls_are_found_wherever_they_stand() -> None:
    source = """
      const a = t("Plain");
      html`<p>${on ? html`<b title=${t('In a nested "template"')}>${t(`Backticks`)}</b>` : t("Else")}</p>`;
      tn("{n} answer", "{n} answers", n, { n });
      t("Joined " +
        "with a plus, {name}", { name });
      t("It\\u2019s \\"quoted\\"");
    """
    assert extracted(source) == [
        (2, "Plain"),
        (3, 'In a nested "template"'),
        (3, "Backticks"),
        (3, "Else"),
        (4, ("{n} answer", "{n} answers")),
        (5, "Joined with a plus, {name}"),
        (7, 'It’s "quoted"'),
    ]


def test_what_is_no_call_of_ours_is_left_alone() -> None:
    source = """
      // t("in a comment")
      export function t(id, values) {}
      format("x"); store.t("x"); $t("x"); t(variable);
    """
    assert extracted(source) == []


@pytest.mark.parametrize("source", ["t(`Hello ${name}`)", 'tn("{n} answer", n)'])
def test_a_call_that_no_catalogue_could_hold_is_an_error(source: str) -> None:
    with pytest.raises(ExtractionError, match="line 1"):
        extracted(source)
