// One rating: its mean in large, with stars or with the promoter score, and how often each was given.
import { html } from "../../live/html.js";
import { number, percent, t, tenths } from "../../live/i18n.js";
import { Star } from "../../live/star.js";
import { binsOf } from "../../tallies/bins.js";
import { campsOf, signed } from "../../tallies/numbers.js";
import { Bin, EMPTY, Ends } from "./columns.js";

export function Rating({ tally, rows, axis, also }) {
  const row = tally.rows[rows[0].id] ?? EMPTY;
  const { bins } = binsOf(axis, row.histogram);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const stars = tally.look === "rating";
  return html`<div class=${`rated ${tally.look}`}>
    <${stars ? Starred : Score} row=${row} axis=${axis} />
    <div class="given">
      <div class="plot">
        ${bins.map(({ from, count }) => html`
          <${Bin} key=${from} label=${number(from)} count=${count} most=${most}>${stars && html`<${Star} />`}<//>`)}
      </div>
      <${Ends} axis=${axis} lang=${also?.lang} />
      ${!stars && html`<${Camps} row=${row} />`}
    </div>
  </div>`;
}

// As many stars as the mean says, the last one in part.
function Starred({ row, axis }) {
  const points = Array.from({ length: axis.max - axis.min + 1 }, (_, i) => i);
  return html`<div class="verdict-of">
    <b>${row.mean === null ? "–" : tenths(row.mean)}</b>
    <p class="sky" aria-hidden="true">${points.map((i) => html`
      <span key=${i} style=${{ "--p": Math.max(0, Math.min(1, (row.mean ?? 0) - i)) }}><${Star} /><i><${Star} /></i></span>`)}</p>
    <p>${t("on average")}</p>
  </div>`;
}

function Score({ row }) {
  const score = row.promoter_score ?? null;
  return html`<div class="verdict-of">
    <b>${score === null ? "–" : html`<bdi>${signed(score)}</bdi>`}</b>
    <p>${t("promoter score")}</p>
    <p class="md">${row.mean === null ? "" : t("mean {n}", { n: tenths(row.mean) })}</p>
  </div>`;
}

function Camps({ row }) {
  return html`<ul class="camps">${campsOf(row).map(({ low, high, share }) => html`
    <li key=${low} style=${{ "--columns": high - low + 1 }}><b>${percent(share)}</b><span>${t("{low} to {high}", { low, high })}</span></li>`)}</ul>`;
}
