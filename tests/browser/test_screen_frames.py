"""Bars on the wall grow at 60 frames a second while a hall of 5,000 answers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import screen_site
from tests.browser import screen_states as states

pytestmark = [pytest.mark.alone, pytest.mark.browser]

TALLIES = 16
"""Four a second, as the server sends them."""

# Feeds one tally every 250 ms as the answers come in, and tells the gaps between frames.
GROW = """async ([model, tallies]) => {
  const { id, results: { tally } } = model.state.round;
  const grown = (voters) => {
    const ids = Object.keys(tally.counts);
    let left = voters;
    const counts = {};
    ids.forEach((each, index) => {
      counts[each] = index === ids.length - 1 ? left : Math.floor(left * (0.4 + 0.1 * Math.sin(voters / 500 + index)));
      left -= counts[each];
    });
    return { ...model, tally: { round: id, tally: { ...tally, voters, counts } }, crowd: { ...model.crowd, answered: voters } };
  };
  const gaps = [];
  let before = null;
  let asked = 0;
  const frame = (now) => {
    if (before !== null) gaps.push(now - before);
    before = now;
    asked = requestAnimationFrame(frame);
  };
  asked = requestAnimationFrame(frame);
  for (let n = 1; n <= tallies; n += 1) {
    await feed(grown(Math.round((5000 * n) / tallies)));
    await new Promise((done) => setTimeout(done, 250));
  }
  cancelAnimationFrame(asked);
  return gaps.sort((a, b) => a - b);
}"""


def test_bars_grow_at_sixty_frames(chromium: Browser) -> None:
    model = states.VIEWS["poll_counts"](states.TEXTS["long"])
    with screen_site.served() as address:
        page = chromium.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.evaluate("(now) => { window.fakeNow = now }", states.NOW)
        page.evaluate(GROW, [model, 2])  # the first state is fitted, its letters are loaded
        page.evaluate("document.fonts.ready.then(() => null)")
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable")

        def figures() -> dict[str, Any]:
            told = meter.send("Performance.getMetrics")["metrics"]
            return {each["name"]: each["value"] for each in told}

        before = figures()
        gaps = page.evaluate(GROW, [model, TALLIES])
        spent = {name: value - before[name] for name, value in figures().items()}
        page.close()
    assert spent["LayoutCount"] <= 2 * TALLIES, "bars grow without a layout of their own"
    # The processor's time of the page's thread: what else the machine does is not counted.
    assert spent["ThreadTime"] / TALLIES < 0.0625, "three quarters of the time are left"
    assert gaps[len(gaps) // 2] < 17.5, "sixty a second"
