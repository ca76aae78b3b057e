// Items in the order that the room gave them: by their mean place, or by their Borda points.
import { html } from "../live/html.js";
import { language, number, percent, t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";

const decimal = (value) => new Intl.NumberFormat(`${language()}-u-nu-latn`, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);

// Items of nobody's answer stand last.
export function byMean(items, rows) {
  const mean = (item) => rows[item.id]?.mean ?? Infinity;
  return items.map((item, index) => ({ ...item, index, mean: rows[item.id]?.mean ?? null })).sort((one, other) => mean(one) - mean(other) || one.index - other.index);
}

// Of equal points the more first places, then the order of the question.
export function byBorda(items, rows) {
  return items.map((item, index) => ({ ...item, index, borda: rows[item.id]?.borda ?? 0, first: rows[item.id]?.first ?? 0 }))
    .sort((one, other) => other.borda - one.borda || other.first - one.first || one.index - other.index);
}

function Row({ row, place, share, children }) {
  return html`
    <li class=${colourClass(row.index)}>
      <b class="place">${number(place)}</b>
      <${Mark} index=${row.index} />
      <span class="text"><bdi>${row.text}</bdi></span>
      <span class="figure">${children}</span>
      <i class="bar"><i style=${{ transform: `scaleX(${share})` }}></i></i>
    </li>`;
}

function ByPoints({ tally, rows }) {
  const sorted = byBorda(rows, tally.rows);
  const most = Math.max(1, sorted[0]?.borda ?? 0);
  return html`
    <ol class="bars ranked">
      ${sorted.map((row, at) => html`
        <${Row} key=${row.id} row=${row} place=${at + 1} share=${row.borda / most}>
          <b>${number(row.borda)}</b> <small>${t("points")} · ${t("{share} put it first", { share: percent(row.first) })}</small><//>`)}
    </ol>`;
}

export function Chart({ tally, rows }) {
  if (tally.look === "borda") return html`<${ByPoints} tally=${tally} rows=${rows} />`;
  const share = (mean) => (mean === null ? 0 : (rows.length - mean + 1) / rows.length);
  return html`
    <ol class="bars ranked">
      ${byMean(rows, tally.rows).map((row, at) => html`
        <${Row} key=${row.id} row=${row} place=${at + 1} share=${share(row.mean)}>
          <small>${t("mean place")}</small> <b>${row.mean === null ? "–" : decimal(row.mean)}</b><//>`)}
    </ol>`;
}
