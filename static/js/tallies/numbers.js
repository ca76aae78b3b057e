// Numbers given: how often each, and their mean. The look says which drawing tells most of them.
import { html } from "../live/html.js";
import { exact, number, percent, t, tenths, tn } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { binsOf, holds, labelEvery } from "./bins.js";

// Characters that stand beside one another below the columns of a narrow phone.
const ROOM = 34;
const PHONE_BINS = 16;

const rangeOf = ({ from, to }) => (from === to ? exact(from) : `${exact(from)} – ${exact(to)}`);

export function Columns({ axis, row, given, right = null, stars = false }) {
  const { bins } = binsOf(axis, row.histogram, { also: right, most: PHONE_BINS });
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const every = labelEvery(bins, ROOM);
  return html`
    <ol class="columns">
      ${bins.map((bin, i) => {
        const own = holds(bin, given);
        const good = holds(bin, right);
        const more = [own ? t("your answer") : "", good ? t("right") : ""].filter(Boolean).map((word) => `, ${word}`).join("");
        return html`
          <li key=${bin.from} class=${`${own ? "mine" : ""} ${good ? "good" : ""}`}>
            <span class="sr-only">${tn("{number}: {n} answer", "{number}: {n} answers", bin.count, { number: rangeOf(bin) })}${more}</span>
            <i aria-hidden="true" style=${{ transform: `scaleY(${bin.count / most})` }}></i>
            <b aria-hidden="true">${i % every && !own && !good ? "" : exact(bin.from)}${stars ? "★" : ""}</b>
          </li>`;
      })}
    </ol>`;
}

function Ends({ axis }) {
  return axis.low || axis.high ? html`<div class="ends"><span>${axis.low}</span><span>${axis.high}</span></div>` : null;
}

function Histogram({ row, tallied, axis, given, right, children }) {
  return html`
    <section class="histogram">
      <header>${row.text ? html`<bdi>${row.text}</bdi>` : null}
        <span class="figure"><b>${tallied.mean === null ? "–" : tenths(tallied.mean)}</b>${axis.unit ? html` <bdi>${axis.unit}</bdi>` : null} <small>${t("on average")}</small></span></header>
      ${right === null ? null : html`<p class="good">✓ ${t("right: {n}", { n: exact(right) })}</p>`}
      ${children}
      <${Columns} axis=${axis} row=${tallied} given=${given} right=${right} />
      <${Ends} axis=${axis} />
    </section>`;
}

const EMPTY = { histogram: {}, voters: 0, mean: null, median: null, spread: null };

function Histograms({ tally, rows, axis, reveal, mine }) {
  const right = reveal?.key?.value ?? null;
  return rows.map((row) => html`
    <${Histogram} key=${row.id} row=${row} tallied=${tally.rows[row.id] ?? EMPTY} axis=${axis} given=${mine?.[row.id] ?? null} right=${right} />`);
}

// A bar each, as long as the mean; a line across it, as long as the spread to both sides.
function Means({ tally, rows, mine }) {
  const most = Math.max(1, ...rows.map(({ id }) => tally.rows[id]?.mean ?? 0));
  return html`
    <ul class="bars">
      ${rows.map(({ id, text }, index) => {
        const { mean } = tally.rows[id] ?? EMPTY;
        return html`
          <li key=${id} class=${colourClass(index)}>
            <${Mark} index=${index} />
            <span class="text"><bdi>${text}</bdi>${mine?.[id] === undefined ? null : html`<b class="note">${t("you: {n}", { n: exact(mine[id]) })}</b>`}</span>
            <span class="figure"><b>${mean === null ? "–" : tenths(mean)}</b> <small>${t("on average")}</small></span>
            <i class="bar"><i style=${{ transform: `scaleX(${(mean ?? 0) / most})` }}></i></i>
          </li>`;
      })}
    </ul>`;
}

function Rating({ tally, rows, axis, mine }) {
  const [{ id }] = rows;
  const row = tally.rows[id] ?? EMPTY;
  const stars = tally.look === "rating";
  return html`
    <section class="histogram">
      <header><span class="figure large"><b>${row.mean === null ? "–" : tenths(row.mean)}</b>${stars ? html`<span aria-hidden="true">★</span>` : null} <small>${t("on average")}</small></span>
        ${row.promoter_score === undefined || row.promoter_score === null ? null : html`
          <span class="figure"><b>${signed(row.promoter_score)}</b> <small>${t("promoter score")}</small></span>`}</header>
      <${Columns} axis=${axis} row=${row} given=${mine?.[id] ?? null} stars=${stars} />
      <${Ends} axis=${axis} />
      ${stars ? null : html`<${Camps} row=${row} />`}
    </section>`;
}

// Shares of 0 to 6, 7 and 8, 9 and 10: the promoter score is the last less the first.
export function campsOf({ histogram, voters }) {
  const between = (low, high) => Object.entries(histogram)
    .reduce((sum, [point, count]) => sum + (Number(point) >= low && Number(point) <= high ? count : 0), 0);
  return [[0, 6], [7, 8], [9, 10]].map(([low, high]) => ({ low, high, share: voters ? between(low, high) / voters : 0 }));
}

export const signed = (score) => `${score > 0 ? "+" : ""}${number(Math.round(score))}`;

function Camps({ row }) {
  return html`
    <ul class="camps">
      ${campsOf(row).map(({ low, high, share }) => html`
        <li key=${low}><span>${t("{low} to {high}", { low, high })}</span><b>${percent(share)}</b></li>`)}
    </ul>`;
}

const LOOKS = { means: Means, rating: Rating, recommend: Rating };

export function Chart({ tally, rows, axis, reveal, mine = null }) {
  const Look = LOOKS[tally.look] ?? Histograms;
  return html`<${Look} tally=${tally} rows=${rows} axis=${axis} reveal=${reveal} mine=${mine} />`;
}
