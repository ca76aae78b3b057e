// Numbers given, as the tally wants them seen: a histogram a row, means, stars, recommendations.
import { html } from "../../live/html.js";
import { exact, number, t, tenths } from "../../live/i18n.js";
import { binsOf, holds, labelEvery } from "../../tallies/bins.js";
import { Bin, EMPTY, Ends } from "./columns.js";
import { Label, Tick } from "./labels.js";
import { Means } from "./means.js";
import { Rating } from "./rating.js";

const MOST_WITH_FIGURES = 3;
// Characters below the columns of a wall, and of one row among several.
const ROOM = 84;
const NARROW_ROOM = 46;
const LOOKS = { means: Means, rating: Rating, recommend: Rating };

export function Chart({ tally, rows, axis, also, reveal }) {
  const Look = LOOKS[tally.look] ?? Histograms;
  return html`<${Look} tally=${tally} rows=${rows} axis=${axis} also=${also} reveal=${reveal} />`;
}

// One row fills the wall; up to three show every figure; more share one line of numbers.
function Histograms({ tally, rows, axis, also, reveal }) {
  const compact = rows.length > MOST_WITH_FIGURES;
  const single = rows.length === 1;
  const right = reveal?.key?.value ?? null;
  return html`<div class=${`scales ${single ? "single" : ""} ${compact ? "compact" : ""}`}>
    ${rows.map((row) => html`
      <${Scale} key=${row.id} row=${row} lang=${also?.lang} axis=${axis} tallied=${tally.rows[row.id] ?? EMPTY} right=${right}
        compact=${compact} room=${single ? ROOM : NARROW_ROOM} />`)}
    <div class="scale-ends">
      ${compact && html`<${Axis} axis=${axis} />`}
      <${Ends} axis=${axis} lang=${also?.lang} />
    </div>
  </div>`;
}

const Axis = ({ axis }) => html`<div class="plot axis">
  ${binsOf(axis, {}).bins.map(({ from }) => html`<span key=${from} class="point-of">${number(from)}</span>`)}</div>`;

function Scale({ row, lang, axis, tallied, right, compact, room }) {
  const { bins, place } = binsOf(axis, tallied.histogram, { also: right });
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const every = labelEvery(bins, room);
  return html`<div class="scale">
    ${row.text ? html`<${Label} text=${row.text} other=${row.other?.text} lang=${lang} />` : null}
    <div class=${`plot ${bins.length > 12 ? "dense" : ""}`}>
      ${bins.map((bin, i) => html`
        <${Bin} key=${bin.from} label=${i % every ? "" : exact(bin.from)} count=${bin.count} most=${most} bare=${compact} good=${holds(bin, right)} />`)}
      <div class="needles" aria-hidden="true">
        <${Needle} kind="median" at=${tallied.median} place=${place} />
        <${Needle} kind="mean" at=${tallied.mean} place=${place} />
      </div>
    </div>
    <${Gist} row=${tallied} unit=${axis.unit} right=${right} />
  </div>`;
}

// In the middle of its column where the number is whole, between two where it is not.
function Needle({ kind, at, place }) {
  if (at === null || at === undefined) return null;
  const x = place(at);
  return x < 0 || x > 1 ? null : html`<i class=${`needle ${kind}`} style=${{ "--x": x }}></i>`;
}

function Gist({ row, unit, right }) {
  return html`<div class="gist">
    ${right !== null && html`<span class="right"><${Tick} /><b><bdi>${exact(right)}</bdi></b>${unit && html` <bdi>${unit}</bdi>`}</span>`}
    ${row.mean !== null && html`<span>${t("mean")}</span><b>${tenths(row.mean)}</b>
    <span class="md">${t("median {n}", { n: row.median })}</span>`}</div>`;
}
