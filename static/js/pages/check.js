// Draws the test of a phone's connection: it begins by itself, and can be done again.
import { html, render } from "../live/html.js";
import { measure } from "./check_line.js";

const root = document.getElementById("check");
const page = JSON.parse(root.dataset.page);
const { texts } = page;
const locale = `${page.language}-u-nu-latn`;
const RIGHT_MS = 2000;
const UNITS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]];

const amount = (value, unit, unitDisplay) =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 0 }).format(value);
const ms = (value) => amount(Math.max(1, value), "millisecond", "short");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => `\u2068${values[name] ?? all}\u2069`);

function spanOf(offset) {
  const [unit, size] = UNITS.find((each) => Math.abs(offset) >= each[1]) ?? UNITS.at(-1);
  return amount(Math.abs(offset) / size, unit, "long");
}

const clockWords = (offset) =>
  Math.abs(offset) < RIGHT_MS ? texts.clock_right : fill(texts.clock_off, { time: spanOf(offset) });

const SIGNS = { good: "M5 13l4 4 10-10", fair: "M12 6v7M12 17.5v.5", bad: "M12 6v7M12 17.5v.5", none: "M6 6l12 12M18 6L6 18", running: "M12 6v6l4 2" };

function Verdict({ kind }) {
  return html`<div class=${`verdict ${kind}`} role="status">
    <span class="sign" aria-hidden="true"><svg viewBox="0 0 24 24"><path d=${SIGNS[kind]} /></svg></span>
    <h2>${texts[kind]}</h2><p>${texts[`${kind}_more`]}</p></div>`;
}

function Measured({ found }) {
  const lines = [[texts.line, texts[found.transport] ?? texts.no_line]];
  if (found.median !== null) {
    lines.push([texts.time, fill(texts.time_value, { median: ms(found.median), worst: ms(found.worst) })]);
  }
  if (found.all) lines.push([texts.lost, fill(texts.lost_value, { lost: found.lost, all: found.all })]);
  if (found.offset !== null) lines.push([texts.clock, clockWords(found.offset)]);
  return html`<dl class="measured">${lines.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function draw({ share = null, found = null }) {
  render(html`
    <${Verdict} kind=${found?.verdict ?? "running"} />
    ${found ? html`<${Measured} found=${found} />` : html`<div class="progress" aria-hidden="true"><i style=${{ "--p": share }}></i></div>`}
    <button type="button" class="go" disabled=${!found} onClick=${test}>${texts.again}</button>`, root);
}

async function test() {
  draw({ share: 0 });
  draw({ found: await measure({ eventId: page.event_id, nowUrl: page.now_url, told: (share) => draw({ share }) }) });
}

root.replaceChildren();
test();
