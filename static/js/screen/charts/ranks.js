// Orders given: the items as the room put them, by mean place or by Borda points; at the reveal in
// the right order.
import { html, useLayoutEffect, useRef } from "../../live/html.js";
import { language, number, percent, t, tn } from "../../live/i18n.js";
import { colourClass, Mark } from "../../live/marks.js";
import { glide } from "../motion.js";
import { Label, shareOf, wordiness } from "./labels.js";

export function Chart({ tally, rows, also, reveal }) {
  const order = reveal?.key?.order ?? null;
  const byPoints = tally.look === "borda";
  const ids = order ?? (byPoints ? byBorda(rows, tally.rows) : byMeanPlace(rows, tally.rows));
  const most = Math.max(1, ...rows.map(({ id }) => tally.rows[id]?.borda ?? 0));
  const list = useRef(null);
  useMoves(list, ids);
  const figuresOf = (id, place) => {
    const row = tally.rows[id];
    if (byPoints) return bordaFigures(row, most);
    return placeFigures(row, order ? place : 0, tally.voters);
  };
  return html`<div>
    <ol class=${`bars ${wordiness(rows)}`} ref=${list}>
      ${ids.map((id, place) => html`
        <${Item} key=${id} place=${place + 1} at=${rows.findIndex((row) => row.id === id)} rows=${rows} lang=${also?.lang}
          figures=${figuresOf(id, place)} kind=${order ? "key" : byPoints ? "by-points" : ""} />`)}
    </ol>
    <p class="chart-foot"><span>${foot(tally, rows, order)}</span>
      ${order && html`<b>${tn("{n} had the whole order right", "{n} had the whole order right", tally.exact)}</b>`}</p>
  </div>`;
}

// How many points a first place is worth: as many as there are places.
function foot({ look, rows: tallied }, rows, order) {
  if (look === "borda") {
    const places = tallied[rows[0]?.id]?.places.length ?? 0;
    return tn("A first place is worth {n} point, each further place one less", "A first place is worth {n} points, each further place one less", places);
  }
  return order ? t("The bar: who put it at its right place") : t("The bar: who put it first");
}

function placeFigures(row, place, voters) {
  const share = shareOf(row?.places?.[place] ?? 0, voters);
  return { share, large: percent(share), small: row?.mean ? t("mean {n}", { n: tenths(row.mean) }) : "" };
}

function bordaFigures(row, most) {
  const points = row?.borda ?? 0;
  const first = row?.first ?? null;
  return {
    share: points / most,
    large: number(points),
    small: first === null ? "" : t("{share} put it first", { share: percent(first) }),
  };
}

// Equal means keep the order of the question, so that two screens never differ.
export function byMeanPlace(items, rows) {
  const mean = (id) => rows[id]?.mean ?? Infinity;
  return items.map((item) => item.id).sort((a, b) => (mean(a) === mean(b) ? 0 : mean(a) - mean(b)));
}

// Of equal points the more first places, then the order of the question.
export function byBorda(items, rows) {
  const figure = (name, id) => rows[id]?.[name] ?? 0;
  return items.map((item) => item.id).sort((a, b) =>
    figure("borda", b) - figure("borda", a) || figure("first", b) - figure("first", a));
}

function Item({ place, at, rows, lang, figures, kind }) {
  const { id, text, other } = rows[at];
  return html`<li class=${`bar-row rank-row ${colourClass(at)} ${kind}`} data-id=${id}>
    <span class="place">${number(place)}</span>
    <${Mark} index=${at} />
    <${Label} text=${text} other=${other?.text} lang=${lang} right=${kind === "key"} />
    <span class="track"><i style=${{ "--p": figures.share }}></i></span>
    <span class="figures"><b>${figures.large}</b><small>${figures.small}</small></span>
  </li>`;
}

// A row that changes its place while answers come in glides there.
function useMoves(list, ids) {
  const before = useRef(null);
  const key = ids.join();
  useLayoutEffect(() => {
    const rows = [...list.current.children];
    const tops = new Map(rows.map((row) => [row.dataset.id, row.offsetTop]));
    if (before.current) {
      for (const row of rows) glide(row, (before.current.get(row.dataset.id) ?? row.offsetTop) - row.offsetTop);
    }
    before.current = tops;
  }, [key]);
}

const tenths = (value) =>
  new Intl.NumberFormat(`${language()}-u-nu-latn`, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
