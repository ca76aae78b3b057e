"""How a person answers each kind of question: by touch, and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

Way = Callable[[Page], None]


def _go(page: Page) -> Locator:
    return page.locator(".send .go")


def _send(page: Page) -> None:
    expect(_go(page)).to_be_enabled()
    _go(page).tap()


# ---- by touch -------------------------------------------------------------------------------


def _one(page: Page) -> None:
    page.locator(".tiles .tile").first.tap()


def _several(page: Page) -> None:
    _one(page)
    _send(page)


def _points_of_a_scale(page: Page) -> None:
    for row in page.locator("fieldset.scale").all():
        row.locator("label").nth(1).tap()
    _send(page)


def _in_order(page: Page) -> None:
    """Each item, or as many as are asked for."""
    for pick in page.locator(".row .pick").all():
        if _go(page).is_enabled():
            break
        pick.tap()
    _send(page)


def _words(page: Page) -> None:
    page.locator(".words input").first.tap()
    page.keyboard.type("Trust")
    _send(page)


def _amount(page: Page) -> None:
    if page.locator(".slider").count():
        page.locator(".slider .step").last.tap()
    else:
        page.locator(".amount-field input").tap()
        page.keyboard.type("20")
    _send(page)


def _pairs(page: Page) -> None:
    sides = page.locator(".pairing ul")
    for place in range(sides.first.locator("button").count()):
        sides.first.locator("button").nth(place).tap()
        sides.last.locator("button").nth(place).tap()
    _send(page)


def _spot(page: Page) -> None:
    page.locator(".window").tap(position={"x": 60, "y": 60})
    _send(page)


def _shares(page: Page) -> None:
    more = page.locator(".share .step").nth(1)
    while not _go(page).is_enabled():
        more.tap()
    _send(page)


def _plane(page: Page) -> None:
    plane = page.locator(".plane")
    for place in range(page.locator(".chips .chip").count()):
        plane.tap(position={"x": 30 + 20 * place, "y": 40})
    _send(page)


def _sentences(page: Page) -> None:
    page.locator(".sentences textarea").first.tap()
    page.keyboard.type("More time for questions.")
    _send(page)


def _nothing(page: Page) -> None:
    expect(page.locator(".send .go")).to_have_count(0)


BY_TOUCH: Mapping[str, Way] = {
    "single_choice": _one,
    "multiple_choice": _several,
    "scale": _points_of_a_scale,
    "ordering": _in_order,
    "word_cloud": _words,
    "short_text": _words,
    "number": _amount,
    "matching": _pairs,
    "pin_on_image": _spot,
    "ranking": _in_order,
    "points": _shares,
    "grid": _plane,
    "open_text": _sentences,
    "rating": _points_of_a_scale,
    "slide": _nothing,
}

# ---- by the keyboard ------------------------------------------------------------------------


def _to(page: Page, target: Locator) -> None:
    """Tab until it has the focus: whatever can't be reached so fails here."""
    for _ in range(80):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {target}")


def _send_by_keys(page: Page) -> None:
    expect(_go(page)).to_be_enabled()
    _to(page, _go(page))
    page.keyboard.press("Enter")


def _each(page: Page, targets: Locator, *keys: str, until_sendable: bool = False) -> None:
    for place in range(targets.count()):
        if until_sendable and _go(page).is_enabled():
            break
        _to(page, targets.nth(place))
        for key in keys:
            page.keyboard.press(key)
    _send_by_keys(page)


def _one_by_keys(page: Page) -> None:
    _to(page, page.locator(".tiles .tile").first)
    page.keyboard.press("Enter")


def _several_by_keys(page: Page) -> None:
    _to(page, page.locator(".tiles .tile").first)
    page.keyboard.press("Space")
    _send_by_keys(page)


def _scale_by_keys(page: Page) -> None:
    """Radio buttons: Tab into each group, an arrow chooses."""
    for row in page.locator("fieldset.scale").all():
        _into(page, row)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    _send_by_keys(page)


def _into(page: Page, row: Locator) -> None:
    for _ in range(80):
        if row.evaluate("each => each.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab into {row}")


def _typed(selector: str, text: str) -> Way:
    def type_(page: Page) -> None:
        _to(page, page.locator(selector).first)
        page.keyboard.type(text)
        _send_by_keys(page)

    return type_


def _amount_by_keys(page: Page) -> None:
    if page.locator(".slider").count():
        _to(page, page.locator(".slider input"))
        page.keyboard.press("ArrowRight")
        _send_by_keys(page)
    else:
        _typed(".amount-field input", "20")(page)


def _pairs_by_keys(page: Page) -> None:
    sides = page.locator(".pairing ul")
    for place in range(sides.first.locator("button").count()):
        for side in (sides.first, sides.last):
            _to(page, side.locator("button").nth(place))
            page.keyboard.press("Enter")
    _send_by_keys(page)


def _spot_by_keys(page: Page) -> None:
    _to(page, page.locator(".window"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def _plane_by_keys(page: Page) -> None:
    _to(page, page.locator(".plane"))
    for _ in range(page.locator(".chips .chip").count()):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")


BY_KEYS: Mapping[str, Way] = {
    "single_choice": _one_by_keys,
    "multiple_choice": _several_by_keys,
    "scale": _scale_by_keys,
    "ordering": lambda page: _each(page, page.locator(".row .pick"), "Enter"),
    "word_cloud": _typed(".words input", "Confiance"),
    "short_text": _typed(".words input", "Confiance"),
    "number": _amount_by_keys,
    "matching": _pairs_by_keys,
    "pin_on_image": _spot_by_keys,
    "ranking": lambda page: _each(page, page.locator(".row .pick"), "Enter", until_sendable=True),
    "points": lambda page: _each(page, page.locator("[role=spinbutton]").first, "End"),
    "grid": _plane_by_keys,
    "open_text": _typed(".sentences textarea", "Plus de temps pour les questions."),
    "rating": _scale_by_keys,
    "slide": _nothing,
}
